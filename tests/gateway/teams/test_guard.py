"""Nobody but Teams gets in: every part of a token, and of where the answer is to go."""

from __future__ import annotations

import hmac
import time
from typing import Any

import jwt
import pytest
from activities import message
from fake_microsoft import APP, ISSUER, TENANT, Fake, private_key, public_pem, sender
from fake_rasa import FakeRasa
from jwt.utils import base64url_encode

OTHER = "00000000-0000-0000-0000-00000000000f"


def unsigned(fake: Fake) -> str:
    claims = {"iss": ISSUER, "aud": APP, "serviceurl": fake.service, "exp": time.time() + 3600}
    return jwt.encode(claims, "", "none", headers={"kid": "first"})


def headed(header: bytes, token: str) -> str:
    """The token with another header and without a signature."""
    return f"{base64url_encode(header).decode()}.{token.split('.')[1]}."


FORGED = {
    "no token": lambda fake: None,
    "no JWT": lambda fake: "abc",
    "half a JWT": lambda fake: fake.token().rpartition(".")[0],
    "another issuer": lambda fake: fake.token(iss="https://evil.example"),
    "the issuer of a tenant": lambda fake: fake.token(
        iss=f"https://login.microsoftonline.com/{TENANT}/v2.0", tid=TENANT
    ),
    "the older issuer of a tenant": lambda fake: fake.token(iss=f"https://sts.windows.net/{TENANT}/", tid=TENANT),
    "an agent of Microsoft's platform": lambda fake: fake.token(
        iss=f"https://sts.windows.net/{OTHER}/", tid=OTHER, azp="5a807f24-c9de-44ee-a3a7-329e88a00ffc"
    ),
    "no issuer": lambda fake: fake.token(iss=None),
    "another audience": lambda fake: fake.token(aud=OTHER),
    "several audiences": lambda fake: fake.token(aud=[APP, OTHER]),
    "no audience": lambda fake: fake.token(aud=None),
    "another form of our name": lambda fake: fake.token(aud=f"api://{APP}"),
    "expired": lambda fake: fake.token(exp=time.time() - 400),
    "no expiry": lambda fake: fake.token(exp=None),
    "an expiry in words": lambda fake: fake.token(exp="tomorrow"),
    "not valid yet": lambda fake: fake.token(nbf=time.time() + 400),
    "another service address": lambda fake: fake.token(serviceurl="https://evil.example/"),
    "no service address": lambda fake: fake.token(serviceurl=None),
    "unknown key id": lambda fake: fake.token(kid="made-up"),
    "no key id": lambda fake: fake.token(kid=""),
    "the key of somebody else": lambda fake: fake.token(key=private_key("of somebody else")),
    "unsigned": unsigned,
    "unsigned and called RS256": lambda fake: headed(b'{"alg":"RS256","kid":"first"}', unsigned(fake)),
    "signed with a password": lambda fake: fake.token(key=b"p" * 64, algorithm="HS256"),
    "another algorithm": lambda fake: fake.token(algorithm="RS512"),
}


@pytest.mark.parametrize("how", FORGED)
def test_forged_token_is_refused_and_nothing_is_done(teams, microsoft: Fake, rasa: FakeRasa, how: str) -> None:
    answer = teams(message("hej"), FORGED[how](microsoft))
    assert (answer.status_code, answer.json()["code"]) == (401, "not_from_teams")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert (rasa.turns, microsoft.calls, microsoft.typing) == ([], [], [])


def test_public_key_does_not_work_as_a_password(teams, microsoft: Fake) -> None:
    to_sign = headed(b'{"alg":"HS256","kid":"first","typ":"JWT"}', unsigned(microsoft)).rstrip(".")
    signature = hmac.new(public_pem("first"), to_sign.encode(), "sha256").digest()
    assert teams(message("hej"), f"{to_sign}.{base64url_encode(signature).decode()}").status_code == 401


@pytest.mark.parametrize("scheme", ["Basic", "bearer_", ""])
def test_token_must_be_a_bearer(bot, microsoft: Fake, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {microsoft.token()}".strip()}
    body = {"serviceUrl": microsoft.service, **message("hej")}
    assert bot().post("/api/messages", json=body, headers=headers).status_code == 401


ELSEWHERE = {
    "another host": "https://evil.example/",
    "a host that begins alike": "https://127.0.0.1.evil.example/",
    "our host as a user name": "https://127.0.0.1@evil.example/",
    "a user name before our host": "https://evil@127.0.0.1/",
    "without TLS": "http://127.0.0.1/",
    "no address": "127.0.0.1",
    "a bracket that is never closed": "https://[127.0.0.1/",
}


@pytest.mark.parametrize("how", ELSEWHERE)
def test_answer_goes_to_known_hosts_only_even_when_signed(teams, microsoft: Fake, rasa: FakeRasa, how: str) -> None:
    address = ELSEWHERE[how]
    answer = teams(message("hej", serviceUrl=address), microsoft.token(serviceurl=address))
    assert (answer.status_code, rasa.turns) == (401, [])


@pytest.mark.parametrize("address", ["https://127.0.0.1:1/emea/", "", 7, None, ["https://127.0.0.1/"]])
def test_activity_names_the_signed_service_address(teams, rasa: FakeRasa, address: Any) -> None:
    body = {**message("hej"), "serviceUrl": address}
    assert (teams(body).status_code, rasa.turns) == (401, [])


def test_address_beside_the_signed_one_is_refused(teams, rasa: FakeRasa) -> None:
    answer = teams({**message("hej"), "service_url": "https://evil.example/"})
    assert (answer.status_code, rasa.turns) == (422, [])


@pytest.mark.parametrize("channel", ["webchat", "directline", "emulator", None])
def test_other_channels_are_not_teams(teams, rasa: FakeRasa, channel: str | None) -> None:
    assert (teams(message("hej", channelId=channel)).status_code, rasa.turns) == (401, [])


def test_key_for_another_channel_does_not_speak_for_teams(teams, microsoft: Fake, rasa: FakeRasa) -> None:
    microsoft.keys = {"first": ["webchat"], "second": ["msteams", "webchat"], "third": None}
    assert teams(message("hej"), microsoft.token(kid="first")).status_code == 401
    assert teams(message("hej"), microsoft.token(kid="second")).status_code == 200
    assert teams(message("hej"), microsoft.token(kid="third")).status_code == 200


TENANTS = {
    "another": {"conversation": {"id": "a:1", "tenantId": OTHER}, "channelData": {"tenant": {"id": OTHER}}},
    "none": {"conversation": {"id": "a:1", "conversationType": "personal"}, "channelData": {}},
    "another in the channel's data": {"channelData": {"tenant": {"id": OTHER}}},
    "another in the conversation": {"conversation": {"id": "a:1", "tenantId": OTHER}},
    "data of another form": {"conversation": {"id": "a:1"}, "channelData": "x"},
}


@pytest.mark.parametrize("how", TENANTS)
def test_other_tenants_are_refused(teams, rasa: FakeRasa, how: str) -> None:
    answer = teams({**message("hej"), **TENANTS[how]})
    assert (answer.status_code, answer.json()["code"]) == (403, "unknown_tenant")
    assert rasa.turns == []


def test_listed_tenants_may_ask_and_then_only_they(bot, microsoft: Fake) -> None:
    teams = sender(bot(teams_allowed_tenants=f"{OTHER}, {TENANT.upper()}"), microsoft)
    assert teams(message("hej", tenant=OTHER)).status_code == 200
    assert teams(message("hej")).status_code == 200
    teams = sender(bot(teams_allowed_tenants=OTHER), microsoft)
    assert teams(message("hej")).status_code == 403


@pytest.mark.parametrize("claims", [{"exp": time.time() - 200}, {"nbf": time.time() + 200}, {"nbf": None}])
def test_clocks_may_differ_by_minutes(teams, microsoft: Fake, claims: dict[str, Any]) -> None:
    assert teams(message("hej"), microsoft.token(**claims)).status_code == 200


def test_service_address_may_lack_its_last_slash(teams, microsoft: Fake) -> None:
    assert teams(message("hej"), microsoft.token(serviceurl=microsoft.service.rstrip("/"))).status_code == 200


def test_keys_out_of_reach_are_503_and_health_says_so(bot, microsoft: Fake, rasa: FakeRasa) -> None:
    microsoft.keys_down = True
    client = bot()
    answer = sender(client, microsoft)(message("hej"))
    assert (answer.status_code, answer.json()["code"]) == (503, "sign_in_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert rasa.turns == []
    health = client.get("/api/health")
    assert (health.status_code, health.json()["parts"]["teams"]) == (200, "not_ready")


def test_made_up_key_ids_do_not_make_us_ask_again_and_again(teams, microsoft: Fake) -> None:
    assert teams(message("hej")).status_code == 200
    for number in range(5):
        assert teams(message("hej"), microsoft.token(kid=f"made-up-{number}")).status_code == 401
    assert microsoft.fetched == 1


def test_log_of_a_refusal_names_nobody(teams, microsoft: Fake, capsys: pytest.CaptureFixture[str]) -> None:
    teams(message("mitt hemliga ord"), microsoft.token(aud=OTHER))
    said = capsys.readouterr().out
    assert "teams_refused" in said
    assert not [word for word in ("hemliga", "Anna", "29:anna", OTHER, TENANT) if word in said]
