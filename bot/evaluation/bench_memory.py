"""Memory and processor time of a process and all that descend from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psutil

MIB = 2**20
QUIET = "bot.setup.quiet"  # runs the module that is named after it


@dataclass(frozen=True)
class ProcessMemory:
    """Resident memory in MiB. ``pss`` shares out what several processes use; None where the system does not tell."""

    name: str
    rss: float
    pss: float | None


def memory_of(pid: int) -> list[ProcessMemory]:
    """Of the process and its descendants, the largest first; one that ends meanwhile is left out."""
    root = psutil.Process(pid)
    found = []
    for process in (root, *root.children(recursive=True)):
        try:
            with process.oneshot():
                found.append(ProcessMemory(_name(process), _mib(process.memory_info().rss), _pss(process)))
        except psutil.NoSuchProcess:
            continue
    return sorted(found, key=lambda memory: -memory.rss)


def processor_s(pid: int) -> dict[str, float]:
    """Seconds computed so far by the process and its descendants, by name; one that ends meanwhile is left out."""
    root = psutil.Process(pid)
    spent: dict[str, float] = {}
    for process in (root, *root.children(recursive=True)):
        try:
            with process.oneshot():
                name, times = _name(process), process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        spent[name] = spent.get(name, 0.0) + times.user + times.system
    return spent


def total(processes: Sequence[ProcessMemory]) -> ProcessMemory:
    """The sum. RSS counts a page once for every process that has it, so PSS is the truer sum."""
    shares = [process.pss for process in processes if process.pss is not None]
    whole = sum(shares) if len(shares) == len(processes) else None
    return ProcessMemory("total", sum(process.rss for process in processes), whole)


def _pss(process: psutil.Process) -> float | None:
    try:
        share = getattr(process.memory_full_info(), "pss", None)  # Linux only
    except psutil.AccessDenied:
        return None
    return None if share is None else _mib(share)


def _mib(size: int) -> float:
    return round(size / MIB, 1)


def _name(process: psutil.Process) -> str:
    """The Python module that it runs, or the program."""
    words = process.cmdline()
    if "-m" in words[:-1]:
        module, *rest = words[words.index("-m") + 1 :]
        if module == QUIET and rest:
            module = rest[0]
        parent = process.parent()
        return f"{module} (fork)" if parent is not None and parent.cmdline() == words else module
    return str(process.name())
