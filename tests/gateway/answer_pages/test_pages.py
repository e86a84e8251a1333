"""The pages as a reader gets them: the chat's words, ways on, no script; and calm words where there is no page."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

import pytest
from answer_pages.conftest import SAMPLES, FakeActions
from answer_pages.reading import Reading, one_line
from fake_rasa import INJECTION, closed_port
from starlette.testclient import TestClient

from bot.gateway.contract import Reply
from bot.gateway.teams.cards.content import content_of

Site = Callable[..., TestClient]
CELL = "/vard/papperslosa/barn/tandvard"
COMING = "/svar/glesbygd.deadline.phase-2"


def read(client: TestClient, path: str) -> Reading:
    answer = client.get(path)
    assert answer.status_code == 200
    return Reading(answer.text)


@pytest.mark.parametrize("path", SAMPLES)
def test_a_page_says_what_the_chat_says(reader: TestClient, path: str) -> None:
    words = read(reader, path).words
    assert SAMPLES[path]["title"] in words
    for part in SAMPLES[path]["parts"]:
        said = content_of(Reply(text=part["text"], custom=part["custom"]))
        shown = [*said.lines, *(line for _, line in said.statuses), part["ask"], part["heading"]]
        shown += [words for page in said.pages for words in (page.title, page.meta, *page.quotes)]
        shown += [contact.name or contact.email or "" for contact in said.contacts]
        for line in shown:
            assert one_line(line) in words


@pytest.mark.parametrize("path", SAMPLES)
def test_a_page_leads_on_and_says_where_it_stands(reader: TestClient, path: str) -> None:
    found = read(reader, path)
    for choice in SAMPLES[path]["choices"]:
        assert {link["path"] for link in choice["links"]} <= set(found.links)
    assert {"/vard", "/svar", "/"} <= set(found.links)
    assert found.links[-1] == f"http://lotsen.test{path}"
    assert f"http://lotsen.test{path}" in found.words


def test_a_page_with_an_answer_says_its_day(reader: TestClient) -> None:
    assert "Så här är det den 1 december 2026." in read(reader, CELL).words
    assert "Så här är det" not in read(reader, "/vard").words


def test_a_text_for_the_patient_says_which_language_each_part_is_in(reader: TestClient) -> None:
    html = reader.get("/for-patienten/lakarbesok").text
    parts = {part["language"]: part for part in SAMPLES["/for-patienten/lakarbesok"]["parts"] if part["language"]}
    assert list(parts) == ["sv", "en", "uk"]
    for language, part in parts.items():
        [section] = re.findall(
            rf'<section class="patient" id="{language}" lang="{language}".*?</section>', html, re.DOTALL
        )
        words = Reading(section).words
        assert [line for line in (part["heading"], *part["text"].splitlines()) if one_line(line) not in words] == []
        assert (part["translated"] or "Originaltext") in words


def test_an_answer_leads_to_the_text_for_the_patient(reader: TestClient, actions: FakeActions) -> None:
    assert read(reader, CELL).links.count("/for-patienten/barn") == 1
    assert SAMPLES[CELL]["parts"][0]["custom"]["patient_page"] == "/for-patienten/barn"


def test_the_same_sources_stand_once(reader: TestClient) -> None:
    title = SAMPLES[CELL]["parts"][0]["custom"]["sources"][0]["title"]
    assert read(reader, CELL).words.count(title) == 1


@pytest.mark.parametrize("path", [*SAMPLES, "/svar/finns.inte"])
def test_nothing_runs_and_nothing_comes_from_elsewhere(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    found = Reading(answer.text)
    assert not {"script", "style", "form", "iframe", "img", "object"} & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on") or name == "style"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.text.count("stylesheet") == 1


def test_what_an_answer_says_is_only_ever_text(reader: TestClient, actions: FakeActions) -> None:
    page = copy.deepcopy(SAMPLES[CELL])
    page["title"] = page["parts"][0]["heading"] = page["parts"][0]["text"] = INJECTION
    page["parts"][0]["custom"]["sources"][0] |= {"title": INJECTION, "summary": INJECTION, "url": "javascript:alert(1)"}
    page["choices"][0]["heading"] = page["choices"][0]["links"][0]["title"] = INJECTION
    actions.pages[CELL] = page
    found = read(reader, CELL)
    assert not {"script", "img"} & set(found.tags)
    assert not [link for link in found.links if link.startswith("javascript")]
    assert one_line(INJECTION) in found.words


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_way_on_never_leads_elsewhere(reader: TestClient, actions: FakeActions, path: str) -> None:
    actions.pages["/vard"] = copy.deepcopy(SAMPLES["/vard"])
    actions.pages["/vard"]["choices"][0]["links"][0]["path"] = path
    assert reader.get("/vard").status_code == 502


@pytest.mark.parametrize(
    "path",
    [
        "/vard/finns-inte",
        "/vard/a/b/c/d",
        "/svar/finns.inte",
        "/svar/a/b/c/d",
        "/svar/%00",
        "/svar/<script>alert(1)</script>",
        "/svar/å",
        "/svar/" + "a" * 10_000,
        "/vard/" + "a/" * 5_000,
        "/svar/..%2f..%2f..%2fetc%2fpasswd",
        "/vard/%2e%2e/%2e%2e/etc/passwd",
        "/svar/kalender.ics",
        f"{CELL}/kalender.ics",
    ],
)
def test_what_is_not_there_is_said_calmly_with_ways_on(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    found = Reading(answer.text)
    assert answer.status_code == 404
    assert "Sidan finns inte" in found.words
    assert {"/vard", "/svar", "/"} <= set(found.links)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "alert(1)" not in answer.text


def test_what_cannot_be_an_address_is_not_asked_for(reader: TestClient, actions: FakeActions) -> None:
    for path in ("/svar/" + "a" * 10_000, "/vard/a/b/c/d", "/svar/a%20b"):
        reader.get(path)
    assert actions.asked == []


@pytest.mark.parametrize("status", [500, 503, 200])
def test_what_fails_behind_is_said_calmly(reader: TestClient, actions: FakeActions, status: int) -> None:
    actions.status = status
    answer = reader.get(CELL)
    assert answer.status_code == (503 if status == 503 else 502)
    assert "Sidan kan inte visas just nu" in answer.text
    assert "Traceback" not in answer.text


def test_pages_are_away_while_the_action_server_is(site: Site) -> None:
    answer = site(action_url=f"http://127.0.0.1:{closed_port()}").get(CELL)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "Lotsen svarar inte just nu" in answer.text


def test_a_page_is_asked_for_every_time(reader: TestClient, actions: FakeActions) -> None:
    assert [reader.get(CELL).headers["cache-control"] for _ in range(2)] == ["no-cache", "no-cache"]
    assert actions.asked == [CELL, CELL]


def test_a_slash_at_the_end_is_no_other_page(reader: TestClient, actions: FakeActions) -> None:
    assert reader.get(f"{CELL}/").status_code == 200
    assert actions.asked == [CELL]


def test_search_engines_may_list_pages_only_where_that_is_set(site: Site) -> None:
    hidden, shown = site().get(CELL), site(pages_indexed=True).get(CELL)
    assert hidden.headers["x-robots-tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in hidden.text
    assert "x-robots-tag" not in shown.headers
    assert "robots" not in shown.text


def test_the_address_is_the_one_that_is_set(site: Site) -> None:
    assert f"https://lotsen.example{CELL}" in site(public_url="https://lotsen.example").get(CELL).text


def test_pages_count_against_the_address(site: Site) -> None:
    reader = site(limit_address="2/minute")
    statuses = [reader.get("/vard") for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [200, 200, 429]
    assert int(statuses[-1].headers["retry-after"]) > 0
    assert "Vänta" in statuses[-1].text


def test_sign_in_is_demanded_where_it_is_for_the_chat(site: Site, actions: FakeActions) -> None:
    reader = site(require_sign_in=True, oidc_issuer="https://id.example", oidc_audience="lotsen")
    answer = reader.get(CELL)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "logga in" in answer.text
    assert actions.asked == []
    assert reader.get("/sidor.css").status_code == 200


def test_only_reading_is_possible(reader: TestClient) -> None:
    assert reader.post(CELL).status_code == 405
    head = reader.head(CELL)
    assert (head.status_code, head.text) == (200, "")


def test_the_style_is_ours(reader: TestClient) -> None:
    answer = reader.get("/sidor.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "url(" not in answer.text
    assert "@import" not in answer.text
