"""What every room speaks: the question, the answer, the facts, and the one vocabulary that all share."""
