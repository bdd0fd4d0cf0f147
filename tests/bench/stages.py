"""Run `mkdocs build` in this process with a clock at each stage; print seconds, memory and bytes of each as JSON.

`build.py` starts this for its table of stages. The clocks cost a little themselves: the whole is measured apart.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator import atlas, exchange, files, index, merge, related, render, search_index, tagging
from generator import build as sentence
from generator.model import Source

STAGES = ("read", "merge", "rules", "tag", "relate", "map", "catalogue", "search", "render", "mkdocs", "exchange")


class Stages:
    """Clocks around functions; one called inside another counts for itself alone."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.bytes = dict.fromkeys(STAGES, 0)
        self.memory = dict.fromkeys(STAGES, 0)
        self._inner = [0.0]

    def run(self, stage: str, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Call a function, and add its seconds, without those of clocked functions below it, to its stage."""
        self._inner.append(0.0)
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            took = time.perf_counter() - start
            self.seconds[stage] += took - self._inner.pop()
            self._inner[-1] += took

    def clock(self, module: Any, name: str, stage: str, size: Callable[[Any], int] = lambda result: 0) -> None:
        """Put a clock around a function of a module; `size` gives the bytes of its result."""
        function = getattr(module, name)

        def clocked(*arguments: Any, **named: Any) -> Any:
            result = self.run(stage, function, *arguments, **named)
            self.bytes[stage] += size(result)
            self.memory[stage] = resident()
            return result

        setattr(module, name, clocked)


def resident() -> int:
    """Return the bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def read_size(read: tuple[tuple[Source, ...], Any]) -> int:
    """Return the bytes of sources read."""
    return sum(len(source.data) for source in read[0])


def html_size(folder: Path) -> int:
    """Return the bytes of a built site."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Build the project in this folder, on one core: what another process did would not be seen."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    stages = Stages()
    stages.clock(files, "read_sources", "read", read_size)
    stages.clock(sentence, "read_papers", "read")
    stages.clock(merge, "merge", "merge")
    stages.clock(sentence, "read_rules", "rules")
    stages.clock(tagging, "tag", "tag")
    stages.clock(related, "compared", "relate")
    stages.clock(atlas, "atlas", "map")
    stages.clock(index, "catalogue", "catalogue")
    stages.clock(search_index, "files", "search", lambda made: sum(len(one.data) for one in made))
    stages.clock(render, "pages", "render")
    stages.clock(render._Maker, "paper", "render")
    stages.clock(render._Maker, "chunk", "render")
    stages.clock(render.Text, "html", "render", lambda html: len(html.encode()))
    stages.clock(exchange, "exchange", "exchange")
    config = load_config("mkdocs.yml")
    folder = Path(config.site_dir)
    config.plugins.on_startup(command="build", dirty=False)
    stages.run("mkdocs", mkdocs_build, config)
    stages.memory["mkdocs"] = resident()
    stages.bytes["mkdocs"] = html_size(folder)
    json.dump({"seconds": stages.seconds, "memory": stages.memory, "bytes": stages.bytes}, sys.stdout)


if __name__ == "__main__":
    main()
