"""Talks with the running bot in a terminal: ``python -m bot.setup.chat``. Runs inside .venv.

Works with piped input too: one message a line, echoed so that the output reads as a conversation.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from pydantic import BaseModel, Extra, parse_raw_as
from ruamel.yaml import YAML

from bot.inside.secret import SecretError, header, inside_secret
from bot.setup.ports import LOOPBACK, ports_from

TEXTS = Path(__file__).with_suffix(".yml")
REPLY_SECONDS = 60.0


class Texts(BaseModel, extra=Extra.forbid):
    """The Swedish lines of chat.yml."""

    welcome: str
    prompt: str
    speaker: str
    choice: str
    choose: str
    no_reply: str
    unreachable: str
    failed: str
    goodbye: str
    stop_words: list[str]


class Button(BaseModel):
    """A choice that the terminal numbers."""

    title: str
    payload: str


class Message(BaseModel):
    """One message of the bot, as Rasa's REST channel sends it."""

    text: str | None = None
    buttons: list[Button] = []
    custom: dict[str, Any] = {}


class Unreachable(Exception):
    """Nothing listens where the bot should."""


class BadReply(Exception):
    """The bot answered with something other than messages."""


Send = Callable[[str], Sequence[Message]]


class RestClient:
    """One conversation over Rasa's REST channel."""

    def __init__(self, url: str, sender: str, known: Mapping[str, str] | None = None) -> None:
        self.url = url
        self._sender = sender
        self._headers = {"Content-Type": "application/json", **(known or {})}
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def send(self, message: str) -> list[Message]:
        """The bot's messages in answer to one of the user's; raises Unreachable or BadReply."""
        body = json.dumps({"sender": self._sender, "message": message}).encode()
        request = urllib.request.Request(self.url, body, self._headers)
        try:
            with self._opener.open(request, timeout=REPLY_SECONDS) as reply:
                return parse_raw_as(list[Message], reply.read())
        except urllib.error.HTTPError as error:
            raise BadReply(f"HTTP {error.code}") from error
        except (urllib.error.URLError, ConnectionError) as error:
            raise Unreachable from error
        except (TimeoutError, http.client.HTTPException, ValueError) as error:  # ValueError: no JSON, or other JSON
            raise BadReply(type(error).__name__) from error


def talk(lines: Iterator[str], send: Send, texts: Texts, out: TextIO) -> None:
    """Send each line and print what comes back, until a stop word or the end of the input.

    A line that is the number of a button shown last sends that button's payload instead.
    """
    buttons: list[Button] = []
    for line in lines:
        typed = line.strip()
        if typed.lower() in texts.stop_words:
            break
        if not typed:
            continue
        messages = send(_chosen(typed, buttons) or typed)
        buttons = [button for message in messages for button in message.buttons]
        _show(messages, buttons, texts, out)
    print(texts.goodbye, file=out)


def typed_lines(source: TextIO, prompt: str, out: TextIO) -> Iterator[str]:
    """The user's lines: with line editing on a terminal, echoed from a pipe."""
    if source.isatty():
        import readline  # noqa: F401 - importing it gives input() history and arrow keys

        while True:
            try:
                yield input(prompt)
            except EOFError:
                print(file=out)
                return
    for line in source:
        print(f"{prompt}{line.rstrip()}", file=out, flush=True)
        yield line


def load_texts(path: Path = TEXTS) -> Texts:
    """The words of the terminal."""
    return Texts.parse_obj(YAML(typ="safe").load(path))


def _chosen(typed: str, buttons: Sequence[Button]) -> str | None:
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1].payload
    return None


def _show(messages: Sequence[Message], buttons: Sequence[Button], texts: Texts, out: TextIO) -> None:
    spoken = [message.text for message in messages if message.text]
    if not spoken and not buttons:
        print(texts.no_reply, file=out)
    for text in spoken:
        print(f"{texts.speaker}{text}", file=out)
    for number, button in enumerate(buttons, start=1):
        print(texts.choice.format(number=number, title=button.title), file=out)
    if buttons:
        print(texts.choose, file=out)
    print(file=out, flush=True)


def main() -> int:
    """Talk with the server that runs until the user ends it; the exit status."""
    texts = load_texts()
    url = f"http://{LOOPBACK}:{ports_from(os.environ).rasa}/webhooks/rest/webhook"
    try:
        known = header(inside_secret(os.environ))
    except SecretError as error:
        print(error, file=sys.stderr)
        return 1
    client = RestClient(url, f"terminal-{uuid.uuid4().hex}", known)
    print(texts.welcome, flush=True)
    try:
        talk(typed_lines(sys.stdin, texts.prompt, sys.stdout), client.send, texts, sys.stdout)
    except KeyboardInterrupt:
        print(f"\n{texts.goodbye}")
    except Unreachable:
        print(texts.unreachable.format(url=url), file=sys.stderr)
        return 1
    except BadReply as error:
        print(texts.failed.format(reason=error), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
