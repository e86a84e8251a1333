"""Processor time of a process and all that descend from it: what does not depend on who else uses the machine."""

from __future__ import annotations

import psutil


def processor_seconds(pid: int) -> float:
    """Seconds in user and system mode until now, of all that run; one that ends meanwhile is left out."""
    root = psutil.Process(pid)
    total = 0.0
    for process in (root, *root.children(recursive=True)):
        try:
            spent = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += spent.user + spent.system
    return total
