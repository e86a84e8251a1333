"""What Rasa imports and nothing here uses stays out of memory: docs/adr/0017-tensorflow-left-out.md."""
