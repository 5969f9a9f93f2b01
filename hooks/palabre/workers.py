"""Work shared between the machine's processors, where that pays."""

from __future__ import annotations

import multiprocessing
import operator
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 2500
"""So many items to a process: cmarkgfm 2025.10.22 never frees the trees that it parses."""

_STEP = 50
"""After so many items it is told how many are done."""

_GLANCE = 0.2
"""Seconds between two looks at how many are done."""


def processors() -> int:
    """How many this process may use; one where a process cannot be forked, or has threads."""
    if "fork" not in multiprocessing.get_all_start_methods() or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


Watch = Callable[[int, int], object]
"""Is told now and then how many items of how many are done."""


def spread(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    least: int,
    watch: Watch = lambda done, total: None,
) -> Iterator[R]:
    """*work* of even shares of *items*, each in a process of its own; at least *least* to a share.

    Each result comes as soon as it is there, and must be picklable. An exception in any share is
    raised here. Shares are stretches of *items*: what lies together is worked on together, so that
    a process touches little of what it shares with its parent.
    """
    most = processors()
    if most == 1 or len(items) < 2 * least:
        yield work(_Share(items, lambda done: watch(done, len(items))))
        return
    number = max(min(most, len(items) // least), ceil(len(items) / _MOST / most) * most)
    size = ceil(len(items) / number)
    done = multiprocessing.RawArray("L", number)
    left = [
        _Share(items[start : start + size], partial(operator.setitem, done, position))
        for position, start in enumerate(range(0, len(items), size))
    ]
    running: dict[Connection, BaseProcess] = {}
    try:
        while left or running:
            while left and len(running) < most:
                here, process = _start(work, left.pop(0))
                running[here] = process
            ready = wait(list(running), _GLANCE)
            watch(sum(done), len(items))
            for ended in [here for here in running if here in ready]:
                outcome = _outcome(ended, running.pop(ended))
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
    finally:  # nobody waits for the others where one has failed
        for process in running.values():
            process.kill()
            process.join()


class _Share(list[T]):
    """Items that tell, as they are gone through, how many are done."""

    def __init__(self, items: Sequence[T], tell: Callable[[int], object]) -> None:
        super().__init__(items)
        self._tell = tell

    def __iter__(self) -> Iterator[T]:
        for number, item in enumerate(super().__iter__()):
            if number % _STEP == 0:
                self._tell(number)
            yield item
        self._tell(len(self))


def aside(work: Callable[[], R]) -> Callable[[], R]:
    """Begin *work* in a process of its own; what is returned waits for its end: the result.

    An exception of it is raised then. Where no process can be forked, all is done then.
    """
    if processors() == 1:
        return work
    here, process = _start(lambda _: work(), ())

    def wait_for() -> R:
        outcome = _outcome(here, process)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome  # type: ignore[no-any-return]  # it came through a pipe

    return wait_for


def _outcome(here: Connection, process: BaseProcess) -> Any:
    """What a child sent; the exception that it, or its death, amounts to."""
    try:
        outcome = here.recv()
    except EOFError:
        outcome = None
    process.join()
    here.close()
    if process.exitcode:
        return ChildProcessError(f"a process that shared the work ended with {process.exitcode}")
    return outcome


def _start(work: Callable[[Sequence[T]], R], share: Sequence[T]) -> tuple[Connection, BaseProcess]:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(here, there, work, share), daemon=True)
    process.start()
    there.close()
    return here, process


def _send(
    here: Connection, there: Connection, work: Callable[[Sequence[T]], R], share: Sequence[T]
) -> None:
    here.close()
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        there.send(work(share))
    except BaseException as error:  # whatever it is, the parent raises it
        there.send(error)


def _follow_parent() -> None:
    """End with the parent, however it ended: the lock under which this process writes is gone."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
