"""Personal data out of a text: exact patterns, numbers behind a word that names them, addresses, people's names.

Pure functions; the standard library and ruamel.yaml only, because the gateway's environment uses them too.
"""
