"""What editors learn from the questions that were asked, without personal data: ``lotsen insight``."""
