"""Work that a second process shares: the same results in the same order, and errors where they are asked for."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from generator import files, workers

ALONE = """
import os, signal, time
from generator import files, workers
made = workers.in_order(lambda number: (time.sleep(0.001), str(number) * 1000), 5000)
next(made)
print(os.getpid(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("count", [0, 1, workers.WORTH_A_FORK - 1, workers.WORTH_A_FORK, 2001])
def test_results_come_in_order(count: int) -> None:
    assert list(workers.in_order(lambda number: number * number, count)) == [n * n for n in range(count)]


def test_a_second_process_takes_its_part() -> None:
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one core alone")

    def work(number: int) -> int:
        time.sleep(0.001)  # long enough for a child to begin
        return os.getpid()

    assert len(set(workers.in_order(work, workers.WORTH_A_FORK))) == 2


def count_on(counter: Iterable[int], start: Event) -> None:
    start.wait()
    list(counter)


@pytest.mark.skipif(sys.platform != "linux", reason="there is no second process")
def test_a_child_that_still_counts_takes_no_number_of_the_next_work() -> None:
    context = multiprocessing.get_context("fork")
    start = context.Event()
    child = context.Process(target=count_on, args=(workers._Counter(3), start))
    child.start()
    others = [workers._Counter(3) for _ in range(20)]
    start.set()
    child.join(120)
    assert [list(other) for other in others] == [[0, 1, 2]] * 20


def test_work_apart_gives_its_result() -> None:
    assert workers.apart(lambda: {"a": (1, 2)})() == {"a": (1, 2)}


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    def work(number: int) -> int:
        return 1 // (number - workers.CHUNK)

    made = workers.in_order(work, workers.WORTH_A_FORK)
    with pytest.raises(ZeroDivisionError):
        list(made)


class StrangeError(Exception):
    """Cannot be made again from what it says."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def test_work_apart_gives_its_result_each_time() -> None:
    """A site that is served asks for the search of the last good catalog again."""
    wait = workers.apart(lambda: [1])
    assert [wait(), wait(), wait()] == [[1]] * 3


def test_an_error_that_no_other_process_can_read_is_told_all_the_same() -> None:
    def work() -> None:
        raise StrangeError("so", " it is")

    wait = workers.apart(work)
    for _ in range(3):
        with pytest.raises((StrangeError, RuntimeError), match="so it is"):
            wait()


def test_an_error_says_where_it_arose() -> None:
    def work_that_fails() -> int:
        return int("absent")

    if sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1:
        with pytest.raises(ValueError, match="absent") as caught:
            workers.apart(work_that_fails)()
        assert "work_that_fails" in "".join(caught.value.__notes__)


def test_no_process_is_left_when_the_first_is_killed(root: Path) -> None:
    """The child writes to a pipe that nobody reads any more, and ends."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", ALONE], env=environment, capture_output=True, timeout=120, check=False)
    # `run` waits until the last process that holds its output has ended.
    assert done.returncode < 0


def test_a_page_is_written_with_the_folders_that_it_needs(tmp_path: Path) -> None:
    for data in (b"first, and longer", b"second"):
        files.write_page(str(tmp_path / "a/b/page.html"), data)
    assert (tmp_path / "a/b/page.html").read_bytes() == b"second"
