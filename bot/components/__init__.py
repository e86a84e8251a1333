"""NLU graph components that run inside Rasa; the work is in pure modules beside them."""
