"""The Swedish language as this project needs it: folding of letters, numerals, dates, negation, codes. No domain.

Its word lists lie beside it; those that editors go on with lie with their other texts: abbreviations in
``knowledge/texts/abbreviations.yml``, the domain's own phrases in ``data/lexicon/``.
"""
