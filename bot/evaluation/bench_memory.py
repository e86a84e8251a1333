"""Memory of a process and all that descend from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import psutil

MIB = 2**20


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
        module = words[words.index("-m") + 1]
        parent = process.parent()
        return f"{module} (fork)" if parent is not None and parent.cmdline() == words else module
    return str(process.name())
