"""The Teams app package: the zip file that an administrator uploads to Teams. Made by ``make teams-package``.

Nothing here runs in the gateway; it is a tool of whoever installs Lotsen in Teams (docs/teams.md).
"""
