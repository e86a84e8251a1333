"""Talk with the assistant in the terminal and see what decides: ``make shell``."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Console, Group, RenderableType

from bot.explaining import tables

if TYPE_CHECKING:
    from bot.explaining.assistant import Reply

PROMPT = "you> "


class Speaker(Protocol):
    """What the shell talks with."""

    def say(self, text: str) -> Reply:
        """The assistant's reply to a message, in the conversation that goes on."""

    def reset(self) -> None:
        """Begin another conversation."""


class Shell:
    """Reads lines: a message to the assistant, or a command about its last reply."""

    def __init__(self, assistant: Speaker, console: Console) -> None:
        self._assistant = assistant
        self._console = console
        self._last: Reply | None = None
        self._always: set[str] = set()

    def run(self, lines: Iterable[str]) -> None:
        """Take each line until the last, or /quit."""
        self._console.print("Talk with Lotsen; /help lists the commands, Ctrl-D leaves.", style="dim")
        for line in lines:
            typed = line.strip()
            if typed in ("/quit", "/exit"):
                return
            if typed:
                self.take(typed)

    def take(self, typed: str) -> None:
        """One line."""
        name, _, argument = typed.partition(" ")
        if not typed.startswith("/"):
            self._say(typed)
        elif name in VIEWS:
            self._view(name, argument.strip())
        elif name in COMMANDS:
            COMMANDS[name](self, argument.strip())
        else:
            self._console.print(
                f"{name} is not a command; /help lists them. Messages cannot begin with /.", style="red"
            )

    def _say(self, text: str) -> None:
        reply = self._last = self._assistant.say(text)
        if reply.masked not in ("", reply.typed):
            self._console.print(f"Rasa got: {reply.masked}", style="dim", markup=False)
        for message in reply.messages:
            self._console.print(f"bot> {message.get('text') or ''}", style="bold", markup=False, highlight=False)
            for button in message.get("buttons") or []:
                self._console.print(f"     [{button['title']}] says: {button['payload']}", markup=False)
            custom = message.get("custom") or {}
            outcome = (custom.get("kind"), custom.get("reason"), reply.action, reply.policy, custom.get("answer_id"))
            self._console.print("     " + "  ".join(filter(None, outcome)), style="dim", markup=False)
        for name in sorted(self._always):
            self._console.print(VIEWS[name][1](reply))

    def _view(self, name: str, argument: str) -> None:
        if argument in ("on", "off"):
            (self._always.add if argument == "on" else self._always.discard)(name)
            self._console.print(f"{name} after every reply: {argument}", style="dim")
        elif self._last is None:
            self._console.print("Nothing has been said yet.", style="red")
        else:
            self._console.print(VIEWS[name][1](self._last))

    def today(self, argument: str) -> None:
        """Fix the day that answers are given for."""
        try:
            day = datetime.date.fromisoformat(argument) if argument else None
        except ValueError:
            self._console.print("Write the day as 2021-11-01, or nothing for the real one.", style="red")
            return
        if day:
            os.environ["LOTSEN_TODAY"] = day.isoformat()
        else:
            os.environ.pop("LOTSEN_TODAY", None)
        self._console.print(f"today is {day or datetime.date.today()}", style="dim")

    def reset(self, argument: str) -> None:
        """Begin another conversation."""
        self._assistant.reset()
        self._last = None
        self._console.print("a new conversation", style="dim")

    def help(self, argument: str) -> None:
        """List the commands."""
        for name, (what, _) in VIEWS.items():
            self._console.print(f"{name:<11} {what}", markup=False)
        self._console.print(f"{'':<11} each also with on or off: shown after every reply")
        for name, what in OTHER.items():
            self._console.print(f"{name:<11} {what}", markup=False)


VIEWS: dict[str, tuple[str, Callable[[Reply], RenderableType]]] = {
    "/parse": ("what the NLU read: intents and entities", lambda r: tables.parse_table(r.parse)),
    "/slots": ("what the conversation remembers", lambda r: tables.pairs_table("slots", r.slots)),
    "/query": ("the question as the knowledge base got it", lambda r: _or_nothing(r, "query")),
    "/facts": ("the facts and quotations of the reply", lambda r: tables.facts_table(_custom(r))),
    "/scores": ("the candidates and what their scores are made of", lambda r: _or_nothing(r, "scores")),
    "/gates": ("the limits that decided, and what was decided", lambda r: _or_nothing(r, "gates")),
}
OTHER = {
    "/today DAY": "answer as of a day, 2021-11-01; without a day, as of the real one",
    "/reset": "a new conversation",
    "/help": "this list",
    "/quit": "leave",
}
COMMANDS: dict[str, Callable[[Shell, str], None]] = {"/today": Shell.today, "/reset": Shell.reset, "/help": Shell.help}


def _custom(reply: Reply) -> dict[str, Any]:
    return next((m["custom"] for m in reply.messages if m.get("custom")), {})


def _or_nothing(reply: Reply, part: str) -> RenderableType:
    debug = reply.debug
    if not debug:
        return f"The knowledge base was not asked: {reply.action} ({reply.policy})"
    if part == "query":
        return tables.pairs_table("query", debug["query"])
    if part == "scores":
        return tables.scores_table(debug["scores"])
    return Group(tables.gates_table(debug["gates"]), tables.decisions_table(debug["decisions"]))


def typed_lines() -> Iterator[str]:
    """The user's lines, with line editing on a terminal."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    import readline  # noqa: F401 - importing it gives input() history and arrow keys

    while True:
        try:
            yield input(PROMPT)
        except (EOFError, KeyboardInterrupt):
            return


def main() -> None:
    """Start the assistant and talk."""
    from bot.explaining.assistant import Assistant

    console = Console()
    with console.status("starting the assistant …"):
        assistant = Assistant()
    Shell(assistant, console).run(typed_lines())


if __name__ == "__main__":
    main()
