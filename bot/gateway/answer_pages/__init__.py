"""Pages: the care table by hand (/vard), each answer at its own address (/svar), texts for patients."""
