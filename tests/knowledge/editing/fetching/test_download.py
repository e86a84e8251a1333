from __future__ import annotations

import socket
from pathlib import Path

import pytest

from knowledge.editing.fetching.download import MAX_MB, download
from knowledge.editing.fetching.faults import FetchError
from tests.knowledge.web_server import Site, page


def fault(where: str, **limits: float) -> str:
    with pytest.raises(FetchError) as raised:
        download(where, **limits)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_redirects_are_followed_and_named(site: Site) -> None:
    fetched = download(site("/moved"))
    assert fetched.url == site("/bidrag")
    assert fetched.redirects == (site("/moved"), site("/moved-again"))
    assert fetched.data == page()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/finns-inte", "Sidan finns inte: {url} svarade 404"),
        ("/forbidden", "svarade 403 och lämnade inte ut sidan"),
        ("/failing", "svarade 500 och lämnade inte ut sidan"),
        ("/loop", "hänvisar vidare mer än"),
    ],
)
def test_a_page_that_the_server_does_not_give_is_one_line(site: Site, path: str, words: str) -> None:
    assert words.format(url=site(path)) in fault(site(path))


def test_a_server_that_does_not_answer_is_given_up(site: Site) -> None:
    assert "svarade inte inom 0.2 sekunder" in fault(site("/slow"), timeout=0.2)


def test_a_page_that_never_ends_is_given_up(site: Site) -> None:
    assert "svarade inte inom 0.5 sekunder" in fault(site("/drip"), timeout=0.5)


@pytest.mark.parametrize("path", ["/huge", "/huge-unsaid"])
def test_a_page_of_50_mb_is_refused_before_it_is_read(site: Site, path: str) -> None:
    assert f"större än {MAX_MB} MB" in fault(site(path))
    assert site.sent.get(path, 0) < 30 * 1024 * 1024


def test_a_host_that_is_not_there_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "går inte att nå" in fault(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "where", ["http://", "https:///sida", "ftp://example.org/a", "file:///etc/passwd", "http://[x"]
)
def test_what_is_no_address_is_one_line(where: str) -> None:
    assert "ingen adress" in fault(where)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_bytes(page())
    fetched = download(str(tmp_path / "sida.html"))
    assert fetched.data == page()
    assert fetched.url.startswith("file://")


def test_a_file_that_is_not_there_or_too_large_is_one_line(tmp_path: Path) -> None:
    assert "finns inte" in fault(str(tmp_path / "saknas.html"))
    assert "finns inte" in fault(str(tmp_path))
    assert "\n" not in fault(str(tmp_path / ("a" * 300)))
    large = tmp_path / "stor.txt"
    with large.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    assert "större än 10 MB" in fault(str(large))
