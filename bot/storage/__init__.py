"""Where what is kept of conversations lies: files beside the servers, or one PostgreSQL database for several of them.

Setting: LOTSEN_DATABASE_URL. Imported by the gateway's environment too, so nothing here knows Rasa.
"""
