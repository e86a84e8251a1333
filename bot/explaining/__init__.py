"""Shows developers what decides an answer: ``make shell`` and ``lotsen explain``."""
