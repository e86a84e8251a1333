"""Fits the encoder to what staff ask: ``python -m bot.adapting``. What it does and what it gives: docs/encoder.md."""
