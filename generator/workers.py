"""The second core: work that a forked process does while this one goes on, with the same results in the same order.

Only on Linux, where a fork shares the catalog without copying it; elsewhere, and for little work, this process does it.
A child whose parent is gone ends at its next result, for nobody reads it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

CHUNK = 32
WORTH_A_FORK = 500


def apart(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in a process of its own; what is returned waits for it and gives its result."""
    if not _has_second_core():
        return work
    found = _in_child(lambda: iter((work(),)))
    return lambda: next(found)


def meanwhile(work: Callable[[], None]) -> Callable[[], None]:
    """Start `work`, which only saves time, in a process of its own where there is a core for it; what waits for it.

    Where it fails nothing is lost: whoever waits does what is left.
    """
    if not _has_second_core():
        return lambda: None
    finished = apart(work)

    def wait() -> None:
        with suppress(Exception):
            finished()

    return wait


def in_order(work: Callable[[int], T], count: int) -> Iterator[T]:
    """The results of `work` for 0 to `count` - 1; this process and a child do every other chunk."""
    if count < WORTH_A_FORK or not _has_second_core():
        yield from map(work, range(count))
        return
    chunks = [range(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    theirs = _in_child(lambda: ([work(number) for number in chunk] for chunk in chunks[1::2]))
    for number, chunk in enumerate(chunks):
        yield from next(theirs) if number % 2 else map(work, chunk)


def _has_second_core() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def _in_child(work: Callable[[], Iterator[T]]) -> Iterator[T]:
    """What an iterator gives that runs in a forked process, which never waits for this one to take it."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    context.Process(target=_send_all, args=(work, receiving, sending), daemon=True).start()
    sending.close()
    arrived: SimpleQueue[tuple[bool, T]] = SimpleQueue()
    Thread(target=_take_all, args=(receiving, arrived), daemon=True).start()
    return _results(arrived)


def _send_all(work: Callable[[], Iterator[T]], receiving: Connection, sending: Connection) -> None:
    receiving.close()  # or the end of the parent would go unnoticed
    try:
        for result in work():
            sending.send((True, result))
    except BrokenPipeError:
        pass
    except Exception as error:  # it is raised again where the result is asked for
        sending.send((False, error))


def _take_all(receiving: Connection, arrived: SimpleQueue[tuple[bool, T]]) -> None:
    try:
        while True:
            arrived.put(receiving.recv())
    except EOFError:
        arrived.put((False, EOFError("a process that shares the work ended too early")))  # type: ignore[arg-type]  # no T


def _results(arrived: SimpleQueue[tuple[bool, T]]) -> Iterator[T]:
    while True:
        is_good, result = arrived.get()
        if not is_good:
            raise result  # type: ignore[misc]  # what is not good is an exception
        yield result
