"""Measure what a user and a machine notice: ``make bench``, or ``python -m bot.evaluation.bench``.

Wait and processor time per message for one user and for ten at a time, memory of every process, how long a start and
set-up take, and which of it got worse since the run that docs/benchmarks.md holds. Starts servers of its own on free
loopback ports, with a database of their own, and stops them; a bot that runs is left alone, but shares the machine,
which the figures then show.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import psutil

from bot.evaluation.bench_compare import PAGE, committed, compared, told, written
from bot.evaluation.bench_figures import Round, merged, of_memory, of_rounds, of_starts
from bot.evaluation.bench_load import BenchFailure, load_questions, measure
from bot.evaluation.bench_memory import memory_of, processor_s, total
from bot.evaluation.bench_nlu import time_reading
from bot.evaluation.bench_report import Machine, Report
from bot.evaluation.bench_servers import Servers, served
from bot.evaluation.bench_setup import time_setup
from bot.evaluation.bench_stock import Contender, Scorer, contend, lines, served_stock, stock_project, train
from bot.setup.failures import SetupFailure
from bot.setup.project import Project, this_project

QUESTIONS = Path(__file__).with_name("bench_questions.yml")
SHARED = Path("../shared")  # judged conversations and their scorer lie beside the project, not in it
WARM_UP = 10  # messages before those that count
ROUNDS = 3  # of each number of users; how far they lie apart is the noise of a figure
LIMIT_SECONDS = 120.0  # for the messages of one round


def run_bench(project: Project, *, messages: int, full: bool, nlu: bool) -> Report:
    """Take all measurements, one after the other. Raises BenchFailure when one cannot be taken."""
    questions = load_questions(QUESTIONS)
    machine = _machine()
    _tell("set-up: make clean, then everything anew" if full else "set-up: as the stamps say")
    setup = time_setup(project, full=full)
    _tell("first start")
    with served(project, questions[0]) as servers:
        first, at_first_start = servers.first_answer_s, memory_of(servers.pid)
    _tell("second start")
    with served(project, questions[0]) as servers:
        second, at_start = servers.first_answer_s, memory_of(servers.pid)
        measure(servers.url, questions, users=1, messages=WARM_UP, limit_s=LIMIT_SECONDS)
        rounds = _rounds(servers, questions, messages)
        after_load = memory_of(servers.pid)
        if nlu:
            _tell("the reading of messages by itself")
        reading = time_reading(project, servers.url, QUESTIONS) if nlu else None
    figures = [figure for of_users in rounds for figure in of_rounds(of_users)]
    figures += [*of_memory([total(at_first_start), total(at_start)], total(after_load)), of_starts([first, second])]
    loads = [merged(of_users) for of_users in rounds]
    return Report(machine, setup, first, second, loads, at_start, after_load, reading, figures)


def run_stock(project: Project, *, messages: int, scorer: Scorer | None, kept: Path | None = None) -> list[Contender]:
    """Lotsen and stock Rasa, one after the other; ``kept`` is a folder that keeps the latter. Raises BenchFailure."""
    questions = load_questions(QUESTIONS)
    options = {"questions": questions, "messages": messages, "limit_s": LIMIT_SECONDS, "scorer": scorer}
    _tell("Lotsen")
    training = time_setup(project, full=False).steps.get("model")
    with served(project, questions[0]) as servers:
        ours = contend("Lotsen", servers, training_s=training, **options)  # type: ignore[arg-type]
    with stock_project(project, kept) as stock:
        _tell("training of stock Rasa, many minutes")
        training = train(stock)
        _tell("stock Rasa")
        with served_stock(stock, questions[0]) as servers:
            return [ours, contend("stock Rasa", servers, training_s=training, **options)]  # type: ignore[arg-type]


def _scorer(options: argparse.Namespace) -> Scorer | None:
    """None, with a word about it, where the program or a file is missing."""
    missing = [str(path) for path in (options.scorer, *options.conversations) if not path.is_file()]
    if missing:
        _tell(f"without scores, as {', '.join(missing)} is missing")
        return None
    return Scorer(options.scorer, options.conversations)


def main(arguments: Sequence[str]) -> int:
    """Measure with servers of its own and write the report; the exit status."""
    options = _options().parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)  # as an exception, so that the servers are stopped on the way out
    project = this_project()
    os.chdir(project.root)
    try:
        if options.stock:
            kept = options.stock_folder
            both = run_stock(project, messages=options.messages, scorer=_scorer(options), kept=kept and kept.resolve())
            print("\n".join(lines(both)))
            return 0
        report = run_bench(project, messages=options.messages, full=options.full, nlu=not options.no_nlu)
        print("\n".join(report.lines()))
        print("\n".join(_beside_committed(project.root / PAGE, report, save=options.save)))
    except (BenchFailure, SetupFailure) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        options.json.write_text(json.dumps(report.as_json(), indent=1) + "\n", encoding="utf-8")
    return 1 if any(load.failures for load in report.loads) else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description="Give options as OPTIONS='…'.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    parser.add_argument(
        "--save", action="store_true", help=f"write the figures that are compared into {PAGE}, to be committed"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="also time a whole set-up: runs make clean, which removes the model, the knowledge base and the stored "
        "conversations (not .venv), and make setup",
    )
    parser.add_argument(
        "--messages",
        type=int,
        default=200,
        metavar="N",
        help="messages of the lone user; ten users send twice as many (default: %(default)s)",
    )
    parser.add_argument("--no-nlu", action="store_true", help="do not measure the reading of messages by itself")
    parser.add_argument("--stock", action="store_true", help="instead: Lotsen beside a stock Rasa bot, trained for it")
    parser.add_argument(
        "--stock-folder",
        type=Path,
        metavar="FOLDER",
        help="with --stock: keep the stock bot in FOLDER, and train it only if it is not there yet",
    )
    parser.add_argument(
        "--conversations",
        type=Path,
        nargs="+",
        metavar="FILE",
        default=[SHARED / "questions/dev.jsonl"],
        help="with --stock: the conversations to score both on (default: %(default)s)",
    )
    parser.add_argument(
        "--scorer",
        type=Path,
        metavar="PROGRAM",
        default=SHARED / "tools/score_conversations.py",
        help="with --stock: what plays them (default: %(default)s)",
    )
    return parser


def _rounds(servers: Servers, questions: Sequence[str], messages: int) -> list[list[Round]]:
    """For one user and for ten their rounds, taken by turns: what else the machine does weighs on both alike."""
    taken: list[list[Round]] = [[], []]
    for _ in range(ROUNDS):
        for rounds, users, count in zip(taken, (1, 10), (messages, 2 * messages), strict=True):
            rounds.append(_round(servers, questions, users, max(users, count // ROUNDS)))
    return taken


def _round(servers: Servers, questions: Sequence[str], users: int, messages: int) -> Round:
    _tell(f"{messages} messages, {users} at a time")
    before = processor_s(servers.pid)
    load = measure(servers.url, questions, users=users, messages=messages, limit_s=LIMIT_SECONDS)
    after = processor_s(servers.pid)
    return Round(load, {name: seconds - before.get(name, 0.0) for name, seconds in after.items()})


def _beside_committed(page: Path, report: Report, *, save: bool) -> list[str]:
    """The lines that compare; with ``save`` the page holds this run's figures afterwards. Raises NoPlace."""
    text, machine = page.read_text(encoding="utf-8"), report.machine.described
    before = committed(text)
    if save:
        state = f"{report.loads[0].messages} messages one at a time; load average before {report.machine.load_average}"
        page.write_text(written(text, report.figures, machine, state), encoding="utf-8")
    return list(told(compared(report.figures, before), before, machine))


def _machine() -> Machine:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = psutil.virtual_memory().total / 2**30
    return Machine(cores, round(memory, 1), round(os.getloadavg()[0], 2), platform.python_version())


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} measuring {what} …", file=sys.stderr, flush=True)


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
