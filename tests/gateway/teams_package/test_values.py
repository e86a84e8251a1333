"""What a single value must look like."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from bot.gateway.teams.package import values


@pytest.mark.parametrize(
    ("check", "value", "kept"),
    [
        (values.guid, " 4F6B1C7E-2F1D-4C58-9A40-6F6A0F8F7C11 ", "4f6b1c7e-2f1d-4c58-9a40-6f6a0f8f7c11"),
        (values.host, "Lotsen.Regionen.SE", "lotsen.regionen.se"),
        (values.host, "xn--vrd-ula.regionen.se", "xn--vrd-ula.regionen.se"),
        (values.https_url, "https://regionen.se:8443/a?b=c#d", "https://regionen.se:8443/a?b=c#d"),
        (values.https_url, "HTTPS://regionen.se", "HTTPS://regionen.se"),
        (values.version, "10.0.3", "10.0.3"),
    ],
)
def test_good_value_is_given_back(check: Callable[[str], str], value: str, kept: str) -> None:
    assert check(value) == kept


@pytest.mark.parametrize(
    ("check", "value", "words"),
    [
        (values.guid, "", "GUID"),
        (values.guid, "lotsen", "GUID"),
        (values.guid, "{4f6b1c7e-2f1d-4c58-9a40-6f6a0f8f7c11}", "GUID"),
        (values.guid, "4f6b1c7e2f1d4c589a406f6a0f8f7c11", "GUID"),
        (values.guid, "00000000-0000-0000-0000-000000000000", "placeholder"),
        (values.guid, "11111111-1111-1111-1111-111111111111", "placeholder"),
        (values.host, "", "host name only"),
        (values.host, "https://lotsen.regionen.se", "host name only"),
        (values.host, "lotsen.regionen.se/api", "host name only"),
        (values.host, "lotsen.regionen.se:443", "host name only"),
        (values.host, "*.regionen.se", "host name only"),
        (values.host, "lotsen", "host name only"),
        (values.host, "lotsen..se", "host name only"),
        (values.host, "-lotsen.regionen.se", "host name only"),
        (values.host, "10.0.0.1", "host name only"),
        (values.host, "vård.regionen.se", "xn--"),
        (values.host, "lotsen.example.org", "examples"),
        (values.host, "lotsen.example", "examples"),
        (values.host, "gateway.localhost", "examples"),
        (values.https_url, "regionen.se", "https://"),
        (values.https_url, "http://regionen.se/", "https://"),
        (values.https_url, "https://", "https://"),
        (values.https_url, "https://someone@regionen.se/", "user name"),
        (values.https_url, "https://regionen.se/a b", "blanks"),
        (values.https_url, f"https://regionen.se/{'a' * 2048}", "2048"),
        (values.https_url, "https://regionen.se:port/", "no valid address"),
        (values.https_url, "https://www.example.com/privacy", "examples"),
        (values.version, "1.0", "three numbers"),
        (values.version, "1.0.0-beta", "three numbers"),
        (values.version, "01.0.0", "three numbers"),
        (values.version, "1.0.0\n", "three numbers"),
    ],
)
def test_bad_value_is_refused_with_what_to_write(check: Callable[[str], str], value: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        check(value)
