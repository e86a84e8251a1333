"""Pages that show answers: the care table by hand (/vard), and each answer at an address of its own (/svar)."""
