"""From facts to Swedish sentences: what a reply says of the pages and of the right to care, on a given day."""
