"""The only process that a network sees: the chat's HTTP interface, in front of Rasa on loopback.

Runs in an environment of its own (Python 3.11 or later) and knows only Rasa's REST channel and the reply contract.
"""
