"""Numbers that decide stand in knowledge/limits.yml: none may stand in the code that reads and answers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.limits import FILE

ROOT = FILE.parents[1]
# what reads a message and answers it, and what it rests on
FOLDERS = (
    "knowledge/understanding",
    "knowledge/answering",
    "knowledge/search",
    "knowledge/swedish",
    "knowledge/care",
    "knowledge/saying",
    "knowledge/words",
    "knowledge/editing/care",
    "knowledge/editing/checks",
    "knowledge/editing/reading",
    "knowledge/editing/tables",
)
MODULES = sorted(
    [
        *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")),
        *(ROOT / "knowledge").glob("*.py"),
        ROOT / "knowledge" / "editing" / "build.py",
        ROOT / "knowledge" / "store" / "schema.py",
        *(ROOT / "actions").glob("*.py"),
    ]
)
NEUTRAL = (0.0, 1.0)  # nothing and all: no sum, product or probability is decided by them

_SMALL = "keeps a division or a comparison from rounding"
_CALENDAR = "the calendar"
_LANGUAGE = "what a Swedish word means"
_SHOWN = "how much is shown of what decided; decides nothing"
_BUILD = "a check of the build: stops an editor's slip and decides no answer"
#: Numbers that stand in the code, by file, with why they are no limit.
FRACTIONS: dict[tuple[str, float], str] = {
    ("knowledge/answering/likeness.py", 1e-9): _SMALL,
    ("knowledge/search/scoring.py", 1e-9): _SMALL,
    ("knowledge/understanding/groups.py", 1e-9): _SMALL,
    ("knowledge/search/scoring.py", 0.5): "part of BM25's formula",
    ("knowledge/search/candidates.py", 0.5): "part of BM25's formula",
    ("knowledge/understanding/age_or_not.py", 0.5): "a half, as in 17,5",
    ("knowledge/understanding/stays.py", 3.0): _LANGUAGE,
    ("knowledge/understanding/stays.py", 6.0): _LANGUAGE,
    ("knowledge/understanding/stays.py", 12.0): _CALENDAR,
    ("knowledge/understanding/stays.py", 30.4): _CALENDAR,
    ("knowledge/swedish/numerals.py", 0.5): _LANGUAGE,
    ("knowledge/swedish/numerals.py", 1.5): _LANGUAGE,
    ("knowledge/editing/build.py", 1e6): "a megabyte, in a sentence",
}
WHOLE: dict[tuple[str, str], str] = {
    ("knowledge/answering/several.py", "FEWEST"): "what several begins with",
    ("knowledge/answering/whole.py", "ORDER"): "an order",
    ("knowledge/saying/status.py", "_ORDER"): "an order",
    ("knowledge/understanding/age_or_not.py", "EMERGENCY_CALL"): "a telephone number",
    ("knowledge/understanding/age_numbers.py", "_PER_YEAR"): _CALENDAR,
    ("knowledge/understanding/written_numbers.py", "MONTHS_A_YEAR"): _CALENDAR,
    ("knowledge/understanding/arrivals.py", "_SEASONS"): _CALENDAR,
    ("knowledge/understanding/arrivals.py", "_DAYS_AGO"): _LANGUAGE,
    ("knowledge/understanding/arrivals.py", "_MONTH_OF"): "letters that tell the months apart",
    ("knowledge/understanding/births.py", "_MONTH"): "letters that tell the months apart",
    ("knowledge/understanding/stays.py", "_MONTHS_OF"): _CALENDAR,
    ("knowledge/editing/checks/cases.py", "ABOVE"): _BUILD,
    ("knowledge/editing/tables/confirmed.py", "MAX_WORDS"): _BUILD,
    ("knowledge/editing/checks/cases.py", "LONGEST_HEADING"): _BUILD,
    ("knowledge/editing/checks/programmes.py", "MIN_NAME"): _BUILD,
    ("knowledge/editing/checks/facts.py", "MOST_KEPT"): "a bound on memory, not on any answer",
    **{
        ("knowledge/swedish/quantities.py", name): _LANGUAGE
        for name in ("LEAST_COUNTED", "SMALL_NUMBERS", "_GROUPS", "_MOST_DECIMALS", "_LABEL")
    },
    ("knowledge/swedish/codes.py", "_LAST_WEEK"): _CALENDAR,
    **{("knowledge/swedish/numerals.py", name): _LANGUAGE for name in ("_FIRST_ORDINALS", "ORDINALS")},
    **{("knowledge/swedish/year_turns.py", name): _CALENDAR for name in ("_MONTH", "_LONG_MONTHS")},
    **{
        ("knowledge/swedish/written_dates.py", name): _CALENDAR
        for name in ("(_LAST_DAY, _LAST_MONTH, _LAST_OF_CENTURY, _CENTURY)", "_PARTS", "_RARER_PARTS", "_NEAR")
    },
    ("knowledge/saying/wording.py", "NEARLY"): _LANGUAGE,
    ("knowledge/understanding/told_of_each.py", "FEWEST"): "what several begins with",
    (
        "knowledge/understanding/proposing.py",
        "(MOST_ASKS, MOST_AGES)",
    ): "how much a foreign reader may send; decides no answer",
    ("knowledge/saying/addresses.py", "MOST_IDS"): "how long an address may be; decides no answer",
    ("knowledge/postgres.py", "CONNECT_SECONDS"): "how long a server is waited for; decides no answer",
    **{("knowledge/swedish/numerals.py", name): _LANGUAGE for name in ("_ONES", "_TEENS", "_TENS", "_SPOKEN_TENS")},
    **{("knowledge/swedish/numerals.py", name): _LANGUAGE for name in ("_ENGLISH", "CARDINALS")},
    ("knowledge/swedish/phrases.py", "(EXACT, JOINED, FOLDED, FUZZY)"): "an order",
    ("knowledge/limits_file.py", "_COUNT"): "the most that a slip of the pen may write",
    ("knowledge/limits_file.py", "UNITS"): "the most that a slip of the pen may write",
    ("knowledge/editing/build.py", "MAX_PAGE_CHARACTERS"): _BUILD,
    ("knowledge/editing/reading/pages.py", "MAX_MB"): _BUILD,
    ("knowledge/editing/care/topics.py", "MIN_ASKS"): _BUILD,
    ("knowledge/editing/reading/overviews.py", "MIN_ASKS"): _BUILD,
    ("knowledge/editing/checks/facts.py", "MIN_ASKS"): _BUILD,
    ("knowledge/editing/checks/denials.py", "(BEFORE, AFTER)"): _BUILD,
    ("knowledge/editing/tables/confirm_reasons.py", "OLD_AFTER"): "of the list of what is to be confirmed",
    ("actions/debugging.py", "SHOWN"): _SHOWN,
    ("actions/debugging.py", "RANKED"): _SHOWN,
    ("knowledge/store/schema.py", "VERSION"): "the version of the database",
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fractions(module: ast.Module) -> Iterator[tuple[int, float]]:
    """Line and value of every decimal number, at the top of a module or inside."""
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in NEUTRAL:
            yield node.lineno, node.value


def whole_constants(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every constant of a module, or default of a class, whose value holds a whole number above 1."""
    classes = [node.body for node in module.body if isinstance(node, ast.ClassDef)]
    for statement in (*module.body, *(statement for body in classes for statement in body)):
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            numbers = [node.value for node in ast.walk(statement.value) if isinstance(node, ast.Constant)]
            if any(type(number) is int and number > 1 for number in numbers):
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
                yield statement.lineno, ast.unparse(target)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_decimal_number_decides_outside_the_file(path: Path) -> None:
    found = [f"{line}: {value}" for line, value in fractions(tree(path)) if (name_of(path), value) not in FRACTIONS]
    assert not found, "move them to knowledge/limits.yml, or say in FRACTIONS why they decide nothing"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_constant_of_a_module_or_class_is_a_count(path: Path) -> None:
    found = [f"{line}: {name}" for line, name in whole_constants(tree(path)) if (name_of(path), name) not in WHOLE]
    assert not found, "move them to knowledge/limits.yml, or say in WHOLE why they decide nothing"


def test_every_exception_is_still_needed() -> None:
    modules = {name_of(path): tree(path) for path in MODULES}
    decimals = {(name, value) for name, module in modules.items() for _, value in fractions(module)}
    constants = {(name, constant) for name, module in modules.items() for _, constant in whole_constants(module)}
    assert set(FRACTIONS) - decimals == set()
    assert set(WHOLE) - constants == set()
