"""What a message of health-care staff says: who the patient is, how old, how long here. Pure functions over text."""
