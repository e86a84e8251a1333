"""Tables for people: the right to care on one page, what is to be confirmed, the limits in the docs."""
