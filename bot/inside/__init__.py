"""How our own servers know each other on one machine: by a secret, or as programs of the same user."""
