"""How well the NLU understands, as a page to read: ``make nlu-report``."""
