"""Runs jobs side by side, as many as the machine has cores for; what a job needs has ended before it begins."""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Callable, NamedTuple, Sequence

from bot.setup.commands import stop_running

MOST = 4  # each of them may hold two gigabytes


class Job(NamedTuple):
    """Something to run: ``run`` is called in a thread of its own once all that it comes ``after`` has ended well."""

    name: str
    run: Callable[[], Any]
    after: tuple[str, ...] = ()


def cores() -> int:
    """Of this machine, as far as this process may use them."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux only
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def run_jobs(jobs: Sequence[Job], workers: int) -> dict[str, Any]:
    """What every job returned, by name; of one that could not begin, because one before it failed, nothing.

    The first of the list that can begin does. After a job that raised no further one begins; when those that run have
    ended, what it raised rises here. Interrupted, all commands that run are stopped first.
    """
    waiting, done = list(jobs), {}
    running: dict[Future[Any], Job] = {}
    failure: list[BaseException] = []
    pool = ThreadPoolExecutor(max_workers=workers)
    try:
        while running or (waiting and not failure):
            ready = [job for job in waiting if all(name in done for name in job.after)]
            for job in [] if failure else ready[: workers - len(running)]:
                waiting.remove(job)
                running[pool.submit(job.run)] = job
            if not running:
                raise ValueError(f"waiting for what never comes: {', '.join(job.name for job in waiting)}")
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                error = future.exception()
                if error is not None:
                    failure.append(error)
                else:
                    done[job.name] = future.result()
    except BaseException:
        stop_running()
        raise
    finally:
        pool.shutdown()
    if failure:
        raise failure[0]
    return done
