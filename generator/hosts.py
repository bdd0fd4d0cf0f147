"""Where an address leads: the machines behind a name, and whether strangers may send this program to them.

A list of addresses can come in a pull request. No request may go to this machine, to its network or to what a cloud
keeps for its machines alone, whatever name leads there. The machine that was looked at is the one that is asked.
"""

from __future__ import annotations

import ipaddress
import socket
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

RESOLVING = 4.0
"""Seconds that a name may take to be found."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class UnknownHostError(Exception):
    """No machine has this name, or nobody answers who would know it."""


class ForbiddenError(Exception):
    """An address that strangers may not lead to; the message is a sentence for the user."""


def target(address: str, *, local: bool = False) -> tuple[str, ...]:
    """The machines to ask for an address, as numbers; none where a proxy is asked for it.

    Raises ForbiddenError where the address is not one of the public web, unless `local` allows this machine, and
    UnknownHostError.
    """
    host = host_of(address)
    if is_by_proxy(address):
        _refuse_numbers(host, local=local)
        return ()
    numbers = resolved(host)
    if not local and not all(map(is_public, numbers)):
        raise ForbiddenError(f"{host} is a machine of a private network")
    return numbers


def host_of(address: str) -> str:
    """The name of the machine. Raises ForbiddenError where it is no plain address of http or https."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise ForbiddenError(f"{address[:100]} is no plain address of http or https")
    return host


def is_by_proxy(address: str) -> bool:
    """Whether the settings of this machine send such a request to a proxy."""
    return urlsplit(address).scheme in getproxies() and not proxy_bypass(host_of(address))


def _refuse_numbers(host: str, *, local: bool) -> None:
    """A proxy looks up names itself; what is written as a number, or means this machine, is refused here."""
    try:
        is_fine = is_public(host)
    except ValueError:
        is_fine = "." in host and not host.endswith((".local", ".internal", ".localhost"))
    if not is_fine and not local:
        raise ForbiddenError(f"{host} is a machine of a private network")


def is_public(number: str) -> bool:
    """Whether a machine's number is one of the public network, also where it is written inside another number."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        inner += [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in _NAT64 else []
        if any(one is not None and not one.is_global for one in inner):
            return False
    return address.is_global and not address.is_multicast


def resolved(host: str, seconds: float = RESOLVING) -> tuple[str, ...]:
    """The numbers of a host by its name, within a few seconds. Raises UnknownHostError."""
    answers: Queue[tuple[str, ...]] = Queue()
    Thread(target=lambda: answers.put(_numbers(host)), daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except Empty:
        found = ()
    if not found:
        raise UnknownHostError(host)
    return found


def _numbers(host: str) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))
