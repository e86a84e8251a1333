from __future__ import annotations

import io
import re
import time

import pytest

from bot.setup.progress import Ticker, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 00 s"), (185, "3 min 05 s")]
)
def test_duration(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_terminal_gets_one_line_that_is_wiped_at_the_end() -> None:
    out = Terminal()
    with Ticker("model", out, interval=0.01):
        time.sleep(0.05)
    assert "… model: 0." in out.getvalue()
    assert "\n" not in out.getvalue()
    assert out.getvalue().endswith("\r\033[K")


def test_log_gets_whole_lines() -> None:
    out = io.StringIO()
    with Ticker("model", out, interval=0.01):
        time.sleep(0.05)
    lines = out.getvalue().splitlines()
    assert lines  # how many, and with which seconds, is the machine's affair
    assert all(re.fullmatch(r" {6}… model: \d+\.\d s", line) for line in lines), lines
    assert out.getvalue().endswith("\n")


def test_quick_step_prints_no_progress() -> None:
    out = io.StringIO()
    with Ticker("model", out):
        pass
    assert out.getvalue() == ""
