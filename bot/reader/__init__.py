"""A language model that reads and never answers: its client, its prompt, and what is kept of it."""
