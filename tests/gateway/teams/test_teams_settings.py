"""The settings of Teams: one way to log in, https, and development on this machine only."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.settings import SettingsError, read_settings

APP, TENANT = "11111111-2222-3333-4444-555555555555", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
WHOLE = {"teams_app_id": APP, "teams_tenant": TENANT, "teams_app_secret": "s"}


def test_teams_is_off_by_default() -> None:
    assert not read_settings().teams_on


@pytest.mark.parametrize("named", [WHOLE, {"teams_development": True}])
def test_app_id_or_development_switches_it_on(named: dict[str, Any]) -> None:
    assert read_settings(**named).teams_on


def test_ids_are_read_in_any_case() -> None:
    settings = read_settings(**{**WHOLE, "teams_app_id": APP.upper(), "teams_allowed_tenants": TENANT.upper()})
    assert (settings.teams_app_id, settings.teams_tenants) == (APP, {TENANT})


def test_only_our_own_tenant_may_ask_by_default() -> None:
    assert read_settings(**WHOLE).teams_tenants == {TENANT}


@pytest.mark.parametrize("identity", ["system", "System", APP])
def test_managed_identity_takes_the_place_of_a_secret(identity: str) -> None:
    settings = read_settings(**{**WHOLE, "teams_app_secret": "", "teams_managed_identity": identity})
    assert settings.teams_managed_identity == identity.lower()


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no tenant": ({"teams_tenant": ""}, "LOTSEN_TEAMS_TENANT"),
    "no login": ({"teams_app_secret": ""}, "LOTSEN_TEAMS_APP_SECRET or LOTSEN_TEAMS_MANAGED_IDENTITY"),
    "two logins": ({"teams_managed_identity": "system"}, "not both"),
    "an app id in words": ({"teams_app_id": "lotsen"}, "TEAMS_APP_ID is 'lotsen'"),
    "a tenant in words": ({"teams_allowed_tenants": "vgr.se"}, "TEAMS_ALLOWED_TENANTS"),
    "an identity in words": ({"teams_managed_identity": "mine"}, "TEAMS_MANAGED_IDENTITY"),
    "a login without TLS": ({"teams_login_url": "http://login.example.org"}, "write https"),
    "keys without TLS": ({"teams_openid_url": "http://login.example.org/x"}, "write https"),
    "no address": ({"teams_openid_url": "login.example.org"}, "https://host/path"),
    "development for the network": ({"teams_development": True, "gateway_host": "0.0.0.0"}, "LOTSEN_GATEWAY_HOST"),
    "development behind a proxy": ({"teams_development": True, "trusted_proxies": "10.0.0.1"}, "TRUSTED_PROXIES"),
    "development at a name": ({"teams_development": True, "gateway_host": "lotsen.local"}, "LOTSEN_GATEWAY_HOST"),
}


@pytest.mark.parametrize("how", REFUSED)
def test_settings_that_do_not_fit_stop_the_start_in_one_line(how: str) -> None:
    named, words = REFUSED[how]
    with pytest.raises(SettingsError) as caught:
        read_settings(**{**WHOLE, **named})
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_development_is_for_loopback(host: str) -> None:
    assert read_settings(teams_development=True, gateway_host=host).teams_on


def test_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(**{**WHOLE, "teams_app_secret": "hunter2"})
    assert "hunter2" not in repr(settings)
