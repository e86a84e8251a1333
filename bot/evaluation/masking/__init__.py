"""How much personal data masking finds and what it takes by mistake: ``python -m bot.evaluation.masking``."""
