"""Everything around the knowledge base: Rasa's components, the channel, the gateway, the widget, set-up and tools."""

#: Of the whole project; pyproject.toml, the widget's package and CHANGELOG.md name the same.
__version__ = "0.1.0"
