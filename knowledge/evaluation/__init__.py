"""Measurements of the knowledge base; never tests, and nothing that answers imports them."""
