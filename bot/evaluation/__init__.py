"""Measurements of the understanding part; scripts, never tests."""
