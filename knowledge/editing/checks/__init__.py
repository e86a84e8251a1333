"""The editors' checks: a fact's figures, names, dates and denials against the page that it cites."""
