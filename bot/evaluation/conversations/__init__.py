"""Conversations played against the whole assistant: what is said, what is to come back, on which day.

Files are read (``reading``, ``jsonl``) into ``model``, played (``playing``), compared (``checking``) and told
(``report``). The format is explained in docs/conversations.md.
"""
