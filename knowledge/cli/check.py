"""``lotsen knowledge check``: every check at once, and which test questions change their answer."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.table import Table
from rich.text import Text

from knowledge.cli.common import ANSWERS, PROBLEMS_FOUND, ROOT, console, in_project, tell, words
from knowledge.editing.reading.problems import Problem
from knowledge.words.programmes import Programme

SHOWN = 20  # questions with a changed answer; the rest are counted


def check(
    questions: bool = typer.Option(True, help="Jämför svaren på testfrågorna med förra bygget."),
) -> None:
    """Kontrollera alla sidor och fakta, och visa vilka testfrågor som får ett annat svar."""
    from knowledge.cli.check_all import check_all

    checked = check_all(ROOT)
    if checked.problems:
        show_problems(checked.problems)
        raise typer.Exit(PROBLEMS_FOUND)
    show_counts(checked.programmes)
    if questions:
        show_changes()


def show_problems(problems: Sequence[Problem]) -> None:
    """Everything that is wrong, as a table, with how much it is."""
    table = Table(show_lines=True)
    table.add_column(words("columns", "place"), no_wrap=True)
    table.add_column(words("columns", "fault"), ratio=1)
    table.add_column(words("columns", "remedy"), ratio=1)
    for problem in problems:
        place = f"{problem.file}:{problem.line}\n{problem.field}"
        table.add_row(Text(place), Text(problem.message), Text(problem.remedy))
    console().print(table)
    files = len({problem.file for problem in problems})
    tell("problems" if len(problems) > 1 else "one_problem", count=len(problems), files=files)


def show_counts(programmes: Sequence[Programme]) -> None:
    """How much each page holds, and what is marked as unverified."""
    for programme in programmes:
        unverified = [fact.id for fact in programme.facts if fact.unverified]
        tell("counts", id=programme.id, facts=len(programme.facts), gaps=len(programme.gaps))
        for fact in unverified:
            tell("unverified_fact", id=fact)
    tell("all_well", facts=sum(len(programme.facts) for programme in programmes))


def show_changes() -> None:
    """The test questions that are answered otherwise than by the last build."""
    from knowledge.cli.models import answers_of, present_knowledge
    from knowledge.editing.build import read
    from knowledge.editing.replay import changes, load_answers

    last = load_answers(ANSWERS)
    if last is None:
        tell("no_answers_before")
        return
    day, before = last
    with in_project():
        after = answers_of(present_knowledge(read(ROOT)), day)
    changed, reworded = changes(before, after)
    for change in changed[:SHOWN]:
        tell("changed_answer", id=change.id, say=change.before.say)
        tell("changed_from", what=_what(change.before.kind, change.before.facts))
        tell("changed_to", what=_what(change.after.kind, change.after.facts))
    tell("changes", count=len(changed), total=len(after), reworded=reworded)


def _what(kind: str, facts: Sequence[str]) -> str:
    return f"{words('kinds', kind)}: {', '.join(facts)}" if facts else words("kinds", kind)
