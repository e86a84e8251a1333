"""The editors' desk: pages and forms over the functions of ``knowledge``. Reached through the gateway only."""
