"""Many links asked for: some hosts at once, and each host for one link after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from queue import Empty, Queue
from threading import Event, Thread
from urllib.parse import urlsplit

from generator import hosts, linking
from generator.plans import Asked
from generator.web import Answer, BusyError, Manners, NoNetworkError, UnansweredError, UnknownNameError, Web, agent

HOSTS_AT_ONCE = 4
PROBES = ("doi.org", "arxiv.org", "aclanthology.org")
_MOST_PROBED = 8
_ENOUGH = 5
"""So many hosts without any answer from one are a network that is away."""
_ONLY_KNOWN_OR_NOT = ("doi.org", "dx.doi.org")
"""Hosts that lead on to others: that they know an address is enough, and where it leads often lets no program in."""

_Done = Queue[tuple[str, Asked] | Exception]
"""What came of the links so far, or why a worker gave up."""


def manners(repository: str) -> Manners:
    """How the hosts of links are treated: few tries, and no long waits."""
    return Manners(tries=2, read=20.0, agent=agent(repository))


def is_online(addresses: Sequence[str]) -> bool:
    """Whether any host can be found, of these or of the services for papers; it takes some seconds at most."""
    named = dict.fromkeys(filter(None, (urlsplit(address).hostname for address in addresses)))
    if any(map(hosts.is_by_proxy, addresses[:1])):
        return True
    found: Queue[bool] = Queue()
    probed = (*list(named)[:_MOST_PROBED], *PROBES)
    for host in probed:
        Thread(target=lambda host=host: found.put(_is_found(host)), daemon=True).start()
    try:
        return any(found.get(timeout=hosts.RESOLVING + 1) for _ in probed)
    except Empty:
        return False


def _is_found(host: str) -> bool:
    try:
        return bool(hosts.resolved(host))
    except hosts.UnknownHostError:
        return False


def visited(addresses: Iterable[str], manners: Manners, day: str) -> Iterator[tuple[str, Asked]]:
    """What came of each address, as it comes. Raises NoNetworkError where the network is away."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).hostname or ""].append(address)
    waiting: Queue[list[str]] = Queue()
    for group in by_host.values():
        waiting.put(group)
    done: _Done = Queue()
    stop = Event()
    for _ in range(min(HOSTS_AT_ONCE, len(by_host))):
        Thread(target=_work, args=(waiting, done, manners, day, stop), daemon=True).start()
    try:
        yield from _watched(done, sum(map(len, by_host.values())))
    finally:
        stop.set()


def _watched(done: _Done, number: int) -> Iterator[tuple[str, Asked]]:
    """The answers; until the first host answers it is not told that others do not."""
    silent: list[tuple[str, Asked]] = []
    is_there = False
    for _ in range(number):
        found = done.get()
        if isinstance(found, Exception):
            raise found
        is_there = is_there or not found[1].fault
        silent.append(found)
        if is_there:
            yield from silent
            silent.clear()
        elif len({urlsplit(address).hostname for address, _ in silent}) >= _ENOUGH:
            raise NoNetworkError(f"no network: none of {_ENOUGH} hosts can be reached")
    yield from silent


def _work(waiting: Queue[list[str]], done: _Done, manners: Manners, day: str, stop: Event) -> None:
    net = Web(manners, sleep=stop.wait)
    try:
        while not stop.is_set():
            for address in waiting.get_nowait():
                if stop.is_set():
                    return
                done.put((address, _asked(net, address, day)))
    except Empty:
        return
    except Exception as error:  # whoever waits for the answers would wait for ever
        done.put(error)
    finally:
        net.close()


def _asked(net: Web, address: str, day: str) -> Asked:
    try:
        answer = _answer(net, address)
    except BusyError as busy:
        return Asked(day, busy.status)
    except UnknownNameError as error:
        return Asked(day, fault=_without_network(error), is_unknown=True)
    except (NoNetworkError, UnansweredError, hosts.ForbiddenError) as error:
        return Asked(day, fault=_without_network(error))
    is_walled = "cf-mitigated" in answer.headers
    asked = Asked(day, answer.status, answer.moved, is_walled=is_walled)
    return Asked(day, answer.status, linking.moved(asked, address), is_walled=is_walled)


def _without_network(error: Exception) -> str:
    return str(error).removeprefix("no network: ")


def _answer(net: Web, address: str) -> Answer:
    """By HEAD; what that does not answer well is asked once more by GET, for some servers know no HEAD."""
    follow = urlsplit(address).hostname not in _ONLY_KNOWN_OR_NOT
    answer = net.ask(address, method="HEAD", follow=follow, whole=False)
    return net.ask(address, follow=follow, whole=False) if answer.status >= 400 else answer
