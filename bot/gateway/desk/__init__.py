"""The door to the editors' desk: signs in, and passes on to the process that knows the facts (bot/desk)."""
