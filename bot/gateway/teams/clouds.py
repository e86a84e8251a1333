"""What differs between Microsoft's clouds, told apart by where their OpenID configuration lies."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Signs what Teams sends, and is what we ask a token for.
PUBLIC_ISSUER = "https://api.botframework.com"
_ISSUERS = {
    "login.botframework.azure.us": "https://api.botframework.us",
    "login.botframework.azure.cn": "https://api.botframework.azure.cn",
}


def issuer(openid_url: str) -> str:
    """Who must have issued a token that Teams sends."""
    return _ISSUERS.get(urlsplit(openid_url).hostname or "", PUBLIC_ISSUER)


def scope(openid_url: str) -> str:
    """What our own token is asked for, so that Teams takes our answers."""
    return f"{issuer(openid_url)}/.default"
