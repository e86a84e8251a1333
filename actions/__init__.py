"""The action server: one thin file per action."""
