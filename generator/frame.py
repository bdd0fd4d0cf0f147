"""Everything of a page that does not depend on the paper, rendered once: header, tabs, footer, scripts.

The theme keeps what differs from page to page in a few blocks. A frame is the page's template rendered with slots in
their place; a page is then those blocks, rendered, in the slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, Template, nodes

BLOCKS = ("site_meta", "htmltitle", "paper_head", "content", "nextprev")
_SLOT = "\x00slot-{}\x00"


class Frames:
    """Templates of an environment that render pages by frames; they offer `render(context)` alone."""

    def __init__(self, environment: Environment, templates: tuple[str, ...]) -> None:
        self._environment = environment
        self._get = environment.get_template
        self._framed = {name: _Framed(environment, self._chain(name)) for name in templates}

    def get_template(self, name: Any, *parent: Any, **more: Any) -> Any:
        """What stands in for the environment's own method. A template that extends or includes one names itself."""
        if parent or more:
            return self._get(name, *parent, **more)
        return self._framed.get(name) or self._get(name)

    def _chain(self, name: str) -> tuple[Template, ...]:
        """A template and those that it extends, itself first."""
        chain = []
        following: str | None = name
        while following:
            chain.append(self._get(following))
            following = _parent(self._environment, following)
        return tuple(chain)


def _parent(environment: Environment, name: str) -> str | None:
    assert environment.loader
    source = environment.loader.get_source(environment, name)[0]
    extends = environment.parse(source).find(nodes.Extends)
    return extends.template.value if extends and isinstance(extends.template, nodes.Const) else None


class _Framed:
    """One template: its frames so far, by what else of a page the frame depends on."""

    def __init__(self, environment: Environment, chain: tuple[Template, ...]) -> None:
        self._environment = environment
        self._chain = chain
        self._blocks = [name for name in BLOCKS if any(name in template.blocks for template in chain)]
        self._frames: dict[Any, tuple[list[str], list[str], Mapping[str, Any]]] = {}
        slots = "".join(f"{{% block {name} %}}{_SLOT.format(name)}{{% endblock %}}" for name in self._blocks)
        self._slotted = environment.from_string(f'{{% extends "{chain[0].name}" %}}{slots}')

    def render(self, context: Mapping[str, Any]) -> str:
        page = context["page"]
        folder = page.url.rstrip("/").rpartition("/")[0]
        if not folder or page.is_index or any(one is page for one in context["nav"].pages):
            return self._chain[0].render(context)
        key = (folder, page.meta.get("kind"))
        if key not in self._frames:
            self._frames[key] = self._frame(context)
        names, parts, extra = self._frames[key]
        own = self._chain[0].new_context({**context, **extra})
        for template in self._chain[1:]:
            for name, block in template.blocks.items():
                own.blocks.setdefault(name, []).append(block)
        pieces = [parts[0]]
        for name, part in zip(names, parts[1:], strict=True):
            pieces += ["".join(own.blocks[name][0](own)), part]
        return "".join(pieces)

    def _frame(self, context: Mapping[str, Any]) -> tuple[list[str], list[str], Mapping[str, Any]]:
        """The names of the slots in their order, the parts around them, and what base.html imports for its blocks."""
        text = self._slotted.render(context)
        language = self._environment.get_template("partials/language.html").make_module(dict(context))
        names, parts = [], []
        while text:
            part, found, text = text.partition("\x00slot-")
            parts.append(part)
            if found:
                name, _, text = text.partition("\x00")
                names.append(name)
        if len(parts) == len(names):
            parts.append("")
        return names, parts, {"lang": language}
