"""The one way into Rasa: a REST channel that masks personal data and never takes typed text as a command."""
