"""Lotsen in Microsoft Teams: a channel beside the widget's routes. It knows the reply contract and `Assistant.ask`."""
