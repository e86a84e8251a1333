"""The sentence encoder: built once at set-up, loaded from a folder, never from a hub."""
