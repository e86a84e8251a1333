"""What is wrong with a setting or a text is said in one line, before anything is served."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.gateway.problems import STATUS, Code
from bot.gateway.settings import PREFIX, ROOT, Settings, SettingsError, read_settings
from bot.gateway.teams.package.settings import PackageSettings
from bot.gateway.texts import TextsError, load_placeholders, load_texts

DOCS = (ROOT / "docs/gateway.md").read_text(encoding="utf-8")
#: The settings of Teams stand with the rest of it, those of its app package too; those of the desk likewise.
ELSEWHERE = ("docs/teams.md", "docs/redaktorsbordet.md")
DOCUMENTED = DOCS + "".join((ROOT / name).read_text(encoding="utf-8") for name in ELSEWHERE)
#: Read by the desk itself.
OF_THE_DESK = {"LOTSEN_DESK_DRAFTS", "LOTSEN_DESK_INSIDE", "LOTSEN_DESK_KNOWLEDGE"}


def test_defaults_serve_loopback_only_and_let_nobody_else_in() -> None:
    settings = read_settings()
    assert (settings.gateway_host, settings.gateway_port) == ("127.0.0.1", 8000)
    assert (settings.rasa, settings.actions) == ("http://127.0.0.1:5005", "http://127.0.0.1:5055")
    assert (settings.allowed_origins, settings.trusted_proxies, settings.require_sign_in) == ((), (), False)


def test_lists_are_words_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_ALLOWED_ORIGINS", "https://a.example, https://b.example:8443")
    monkeypatch.setenv("LOTSEN_METRICS_NETWORKS", "10.0.0.0/8 ::1/128")
    settings = read_settings()
    assert settings.allowed_origins == ("https://a.example", "https://b.example:8443")
    assert [str(network) for network in settings.metrics_networks] == ["10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("GATEWAY_PORT", "abc", "valid integer"),
        ("GATEWAY_PORT", "70000", "less than or equal to 65535"),
        ("LIMIT_CLIENT", "many", "30/minute"),
        ("ALLOWED_ORIGINS", "*", "scheme://host"),
        ("ALLOWED_ORIGINS", "https://a.example/path", "without a path"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *", "scheme://host"),
        ("TURN_TIMEOUT", "0", "greater than 0"),
        ("MAX_BODY_BYTES", "9999999", "less than or equal"),
        ("METRICS_NETWORKS", "everywhere", "network"),
    ],
)
def test_bad_setting_is_one_line_with_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=rf"^{PREFIX}{name}\b.*{re.escape(words)}") as caught:
        read_settings()
    assert "\n" not in str(caught.value)


def test_short_secret_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_SECRET", "hunter2")
    with pytest.raises(SettingsError, match="LOTSEN_SECRET: write at least 32") as caught:
        read_settings()
    assert "hunter2" not in str(caught.value)


def test_demanded_sign_in_needs_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSEN_REQUIRE_SIGN_IN", "1")
    with pytest.raises(SettingsError, match="LOTSEN_OIDC_ISSUER and LOTSEN_OIDC_AUDIENCE"):
        read_settings()


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_algorithm_that_anybody_can_sign_with_is_refused(algorithm: str) -> None:
    with pytest.raises(SettingsError, match=f"LOTSEN_OIDC_ALGORITHMS: {algorithm}"):
        read_settings(oidc_algorithms=algorithm)


@pytest.mark.parametrize(("name", "value"), [("LOTSEN_GATEWAY_PORT", "abc"), ("LOTSEN_SECRET_FILE", "/proc/nowhere/x")])
def test_start_ends_with_one_line_and_no_trace(name: str, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.gateway"],
        cwd=ROOT,
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The gateway cannot start: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", [PREFIX + name.upper() for name in Settings.model_fields])
def test_every_setting_is_documented(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", DOCUMENTED, re.MULTILINE)


def test_no_documented_setting_is_left_over() -> None:
    documented = set(re.findall(r"^\| `(LOTSEN_\w+)` \|", DOCUMENTED, re.MULTILINE))
    known = {*Settings.model_fields, *PackageSettings.model_fields}
    assert documented == {PREFIX + name.upper() for name in known} | {"LOTSEN_GATEWAY_PYTHON"} | OF_THE_DESK


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_has_a_status_a_text_and_a_line_in_the_docs(code: Code) -> None:
    assert load_texts()[code]
    assert re.search(rf"^\| {STATUS[code]} \|.*`{code.value}`", DOCS, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("busy: Ja", "missing keys"),
        ("a: [", "not valid YAML"),
        ("[]", "must hold keys"),
        (None, "the file is missing"),
    ],
)
def test_unusable_texts_name_file_and_fault(tmp_path: Path, text: str | None, words: str) -> None:
    path = tmp_path / "texts.yml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(TextsError, match=rf"texts\.yml: .*{words}"):
        load_texts(path)


def test_empty_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "texts.yml"
    path.write_text("".join(f"{code.value}: {'Ja.' if code is not Code.BUSY else chr(34) * 2}\n" for code in Code))
    with pytest.raises(TextsError, match="busy: write a sentence"):
        load_texts(path)


def test_placeholders_are_the_channels() -> None:
    assert load_placeholders()["phone_number"] == "[telefonnummer]"
