"""Work shared between the machine's processors, where that pays."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def processors() -> int:
    """How many this process may use; one where a process cannot be forked, or has threads."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T], least: int) -> list[R]:
    """*work* of even shares of *items*, each in a process of its own; at least *least* to a share.

    What *work* returns must be picklable. An exception in any share is raised here.
    """
    number = max(min(processors(), len(items) // max(least, 1)), 1)
    shares = [items[start::number] for start in range(number)]
    context = multiprocessing.get_context("fork") if number > 1 else None
    children = []
    for share in shares[1:]:
        assert context is not None
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(there, work, share), daemon=True)
        process.start()
        there.close()
        children.append((process, here))
    results = [work(shares[0])]
    for process, here in children:
        outcome = here.recv()
        process.join()
        if isinstance(outcome, BaseException):
            raise outcome
        results.append(outcome)
    return results


def _send(there: Connection, work: Callable[[Sequence[T]], R], share: Sequence[T]) -> None:
    try:
        there.send(work(share))
    except BaseException as error:  # whatever it is, the parent raises it
        there.send(error)
