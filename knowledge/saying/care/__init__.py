"""The right to care in words: a row of the table, a topic beside it, whom to ask, what may be refused."""
