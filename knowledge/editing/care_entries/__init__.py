"""The care table's files in an editor's form: a row, a rule, a gap or a source read, written, checked, published.

What they make is published as every change is: ``knowledge.editing.publishing``, from the desk or the command line.
"""
