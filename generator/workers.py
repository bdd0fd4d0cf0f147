"""The second core: work that a forked process does while this one goes on, with the same results in the same order.

Only on Linux, where a fork shares the catalog without copying it; elsewhere, and for little work, this process does it.
A child whose parent is gone ends at its next result, for nobody reads it.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from ctypes import c_int, sizeof
from functools import cache
from mmap import mmap
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from traceback import format_exception
from typing import Any, TypeVar, cast

T = TypeVar("T")

CHUNK = 32
"""The most results that are made in one go."""
PIPE = 1 << 20
WORTH_A_FORK = 500


def apart(work: Callable[[], T]) -> Callable[[], T]:
    """Start `work` in a process of its own; what is returned waits for it and gives its result, as often as asked."""
    if not _has_second_core():
        return cache(work)
    found = _Child(lambda: iter((work(),)))
    return cache(lambda: next(found))


def in_order(work: Callable[[int], T], count: int) -> Iterator[T]:
    """The results of `work` for 0 to `count` - 1, each as soon as it is asked for and made.

    A child takes chunk after chunk, and this process the next one that nobody has, whenever it would have to wait: so
    both are busy to the end, whatever else this one does between two results.
    """
    if count < WORTH_A_FORK or not _has_second_core():
        yield from map(work, range(count))
        return
    chunks = list(_chunks(count))
    free = _Counter(len(chunks))
    theirs = _Child(lambda: ((number, list(map(work, chunks[number]))) for number in free))
    made: dict[int, list[T]] = {}
    for number in range(len(chunks)):
        while number not in made:
            mine = next(free, None) if theirs.is_late() else None
            at, results = next(theirs) if mine is None else (mine, list(map(work, chunks[mine])))
            made[at] = results
        yield from made.pop(number)


def _chunks(count: int) -> Iterator[range]:
    """The numbers from 0 to `count` - 1 in pieces: shorter towards the end, where one process waits for the other."""
    start = 0
    while start < count:
        size = min(CHUNK, (count - start) // CHUNK + 1)
        yield range(start, start + size)
        start += size


class _Counter:
    """The numbers from 0 to `count` - 1, each once, for whichever process asks next.

    The memory is its own: that of `multiprocessing.Value` is given to the next one while a child still counts there.
    """

    def __init__(self, count: int) -> None:
        self._next = c_int.from_buffer(mmap(-1, sizeof(c_int)))
        self._lock = multiprocessing.get_context("fork").Lock()
        self._count = count

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        with self._lock:
            number = self._next.value
            self._next.value += 1
        if number >= self._count:
            raise StopIteration
        return number


def _has_second_core() -> bool:
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class _Child(Iterator[T]):
    """What an iterator gives that runs in a forked process, which never waits for this one to take it."""

    def __init__(self, work: Callable[[], Iterator[T]]) -> None:
        import fcntl  # not on every system; there is no child there either

        context = multiprocessing.get_context("fork")
        receiving, sending = context.Pipe(duplex=False)

        fcntl.fcntl(sending.fileno(), fcntl.F_SETPIPE_SZ, PIPE)
        context.Process(target=_send_all, args=(work, receiving, sending), daemon=True).start()
        sending.close()
        self._arrived: SimpleQueue[tuple[bool, Any]] = SimpleQueue()
        self._error: Exception | None = None
        Thread(target=_take_all, args=(receiving, self._arrived), daemon=True).start()

    def is_late(self) -> bool:
        """Whether nothing has arrived that is not taken."""
        return self._arrived.empty()

    def __next__(self) -> T:
        if not self._error:
            is_good, result = self._arrived.get()
            if is_good:
                return cast(T, result)
            self._error = result  # the last that comes
        raise self._error


def _send_all(work: Callable[[], Iterator[T]], receiving: Connection, sending: Connection) -> None:
    receiving.close()  # or the end of the parent would go unnoticed
    try:
        for result in work():
            sending.send((True, result))
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as error:  # it is raised again where the result is asked for
        sending.send((False, _readable(error)))


def _readable(error: Exception) -> Exception:
    """An error as another process can read it, with a note of where it arose."""
    try:
        found = cast(Exception, pickle.loads(pickle.dumps(error)))
    except Exception:  # of its class alone depends what happens there
        found = RuntimeError(f"{type(error).__name__}: {error}")
    found.add_note("In a process that shares the work:\n" + "".join(format_exception(error)))
    return found


def _take_all(receiving: Connection, arrived: SimpleQueue[tuple[bool, Any]]) -> None:
    try:
        while True:
            arrived.put(receiving.recv())
    except EOFError:
        arrived.put((False, EOFError("a process that shares the work ended too early")))
    except Exception as error:  # whoever waits must hear of it
        arrived.put((False, error))
