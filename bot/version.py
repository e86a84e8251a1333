"""The version of the whole project; pyproject.toml, the widget's package and CHANGELOG.md name the same."""

VERSION = "0.1.0"
