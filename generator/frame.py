"""Everything of a page that does not depend on the paper, rendered once: header, tabs, footer, scripts.

The theme keeps what differs from page to page in a few blocks. A frame is the page's template rendered with slots in
their place; a page is then those blocks, rendered, in the slots.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.runtime import Context

Values = Mapping[str, Any]

BLOCKS = ("page_meta", "leads_on", "page_feeds", "htmltitle", "paper_head", "content", "nextprev")
_encode = json.JSONEncoder().encode
_SLOT = "\x00slot-{}\x00"
_SLOTS = re.compile(_SLOT.format("([a-z_]+)"))


class Frames:
    """Templates of an environment that render pages by frames; they offer `render(context)` alone."""

    def __init__(self, environment: Environment, templates: tuple[str, ...]) -> None:
        environment.policies["json.dumps_function"] = _json
        self._environment = environment
        self._get = environment.get_template
        self._framed = {name: _Framed(environment, self._chain(name)) for name in templates}

    def get_template(self, name: Any, *parent: Any, **more: Any) -> Any:
        """What stands in for the environment's own method. A template that extends or includes one names itself."""
        if parent or more:
            return self._get(name, *parent, **more)
        return self._framed.get(name) or self._get(name)

    def page(self, page: Any, context: Callable[[], Values]) -> str:
        """The HTML of a page outside the navigation, with what a `context` of MkDocs has and nobody changed."""
        template = self.get_template(page.meta["template"])
        return str(template.page(page, context) if isinstance(template, _Framed) else template.render(context()))

    def _chain(self, name: str) -> tuple[Template, ...]:
        """A template and those that it extends, itself first."""
        chain = []
        following: str | None = name
        while following:
            chain.append(self._get(following))
            following = _parent(self._environment, following)
        return tuple(chain)


def _json(value: object, **options: Any) -> str:
    """What `json.dumps` gives, which makes an encoder for each text."""
    return _encode(value) if isinstance(value, str) else json.dumps(value, **options)


def _parent(environment: Environment, name: str) -> str | None:
    assert environment.loader
    source = environment.loader.get_source(environment, name)[0]
    extends = environment.parse(source).find(nodes.Extends)
    return extends.template.value if extends and isinstance(extends.template, nodes.Const) else None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What pages of one kind in one folder share: the parts between their own blocks, by name, and a context."""

    names: tuple[str, ...]
    parts: tuple[str, ...]
    context: Context

    def filled(self, context: Context) -> str:
        """The page of a context."""
        pieces = [self.parts[0]]
        for name, part in zip(self.names, self.parts[1:], strict=True):
            pieces += ["".join(context.blocks[name][0](context)), part]
        return "".join(pieces)


class _Framed:
    """One template: its frames so far, by what else of a page the frame depends on."""

    def __init__(self, environment: Environment, chain: tuple[Template, ...]) -> None:
        self._environment = environment
        self._chain = chain
        self._frames: dict[Any, _Frame] = {}
        blocks = [name for name in BLOCKS if any(name in template.blocks for template in chain)]
        slots = "".join(f"{{% block {name} %}}{_SLOT.format(name)}{{% endblock %}}" for name in blocks)
        self._slotted = environment.from_string(f'{{% extends "{chain[0].name}" %}}{slots}')

    def render(self, context: Values) -> str:
        """What stands in for the method of the template: whatever a plugin put into the context is there."""
        page = context["page"]
        if not _is_alike(page) or any(one is page for one in context["nav"].pages):
            return self._chain[0].render(context)
        frame = self._frame(page, lambda: context)
        return frame.filled(self._context({**context, "lang": frame.context.parent["lang"]}))

    def page(self, page: Any, context: Callable[[], Values]) -> str:
        """As `Frames.page`: one context serves all pages of a frame."""
        if not _is_alike(page):
            return self._chain[0].render(context())
        frame = self._frame(page, context)
        frame.context.parent["page"] = page
        return frame.filled(frame.context)

    def _frame(self, page: Any, context: Callable[[], Values]) -> _Frame:
        key = (_folder(page), page.meta.get("kind"))
        if key not in self._frames:
            self._frames[key] = self._made(context())
        return self._frames[key]

    def _made(self, context: Values) -> _Frame:
        """A frame: the template with slots, taken apart there."""
        text = self._slotted.render(context)
        found = _SLOTS.split(text)
        language = self._environment.get_template("partials/language.html").make_module(dict(context))
        # base.html imports it for its blocks.
        return _Frame(tuple(found[1::2]), tuple(found[::2]), self._context({**context, "lang": language}))

    def _context(self, values: Values) -> Context:
        """A context in which the blocks of the template can be rendered, one by one."""
        own = self._chain[0].new_context(dict(values))
        for template in self._chain[1:]:
            for name, block in template.blocks.items():
                own.blocks.setdefault(name, []).append(block)
        return own


def _folder(page: Any) -> str:
    return str(page.url.rstrip("/").rpartition("/")[0])


def _is_alike(page: Any) -> bool:
    """Whether a page shares its frame with others of its folder."""
    return bool(_folder(page)) and not page.is_index
