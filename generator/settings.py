"""The plugin's settings as `catalog` reads them from mkdocs.yml, so that it makes the pages of `mkdocs build`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from generator import located_yaml
from generator.forms import FORMS
from generator.model import Problem, Settings, Severity, Source
from generator.slips import did_you_mean
from generator.text import safe_url

CODES = {
    "setting-kind": "the setting `kinds` names what is no tag",
    "setting-unknown": "a setting that the plugin does not have",
}
PAPERS, RULES = "site_src/papers", "site_src/rules"


TextOf = Callable[[Path], str | None]
MOST_PARENTS = 20
_RANGES = (
    ("author_papers", 1, 1000),
    ("rows_per_page", 1, 1000),
    ("related_papers", 0, 50),
    ("markdown_up_to", 0, 1_000_000),
    ("export_tags_up_to", 0, 1_000_000),
    ("feed_entries", 0, 1000),
    ("author_feeds_up_to", 0, 1_000_000),
)


class _Loader(yaml.SafeLoader):
    """Plain YAML with MkDocs' `!ENV`; other tags, such as the names of Python functions, are passed over."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    names = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [loader.construct_scalar(node)]  # type: ignore[arg-type]
    *variables, default = names if len(names) > 1 else [*names, None]
    found = next((os.environ[name] for name in variables if name in os.environ), None)
    return default if found is None else yaml.safe_load(found) if found else ""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def _on_disk(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def read(project: Path, text_of: TextOf = _on_disk) -> tuple[Settings, str, str]:
    """The settings, and the folders of papers and rules; where mkdocs.yml says nothing, the defaults.

    `text_of` gives the text of a file, None where there is none. Raises ValueError with a sentence for the user where
    mkdocs.yml cannot be used.
    """
    try:
        site = _load(project / "mkdocs.yml", text_of)
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise ValueError(f"mkdocs.yml cannot be read: {error}") from error
    own = _options(site.get("plugins"))
    for name in ("papers", "rules"):
        if not isinstance(own.get(name, ""), str):
            raise ValueError(f"mkdocs.yml: the setting '{name}' of the plugin is no folder: {own[name]!r}")
    known = {field.name: type(field.default) for field in fields(Settings) if field.name not in of_the_site({})}
    values: dict[str, Any] = {}
    for name, value in own.items():
        if name in ("kinds", "exports") and isinstance(value, list):
            values[name] = tuple(map(str, value))
        elif name in known and type(value) is known[name]:
            values[name] = value
        elif name in known:
            raise ValueError(f"mkdocs.yml: the setting '{name}' of the plugin is no {known[name].__name__}: {value!r}")
    settings = Settings(**{**values, **of_the_site(site)})
    if sentence := fault(settings):
        raise ValueError(sentence)
    return settings, own.get("papers", PAPERS), own.get("rules", RULES)


def whole(project: Path) -> dict[str, Any]:
    """All of mkdocs.yml, with what it inherits. Raises ValueError with a sentence where it cannot be used."""
    try:
        return _load(project / "mkdocs.yml", _on_disk)
    except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
        raise ValueError(f"mkdocs.yml cannot be read: {error}") from error


def of_the_site(site: Mapping[str, Any]) -> dict[str, Any]:
    """What MkDocs' own settings say that the pages of the catalog depend on, as fields of the settings."""
    url = str(site.get("site_url") or "")
    return {
        "repository": str(site.get("repo_url") or "").rstrip("/"),
        "site_name": str(site.get("site_name") or Settings().site_name),
        "site_url": url if not url or url.endswith("/") else f"{url}/",
        "use_directory_urls": site.get("use_directory_urls") is not False,
    }


def doubts(project: Path, tags: Collection[str]) -> list[Problem]:
    """What mkdocs.yml says to the plugin and does nothing: a setting that it has not, a kind that is no tag."""
    path = project / "mkdocs.yml"
    root, _ = located_yaml.read(Source(path.name, path.read_bytes() if path.exists() else b""))
    options = _located_options(root.get("plugins")) if isinstance(root, located_yaml.Mapping) else None
    if options is None:
        return []
    own_fields = (one.name for one in fields(Settings) if one.name not in of_the_site({}))
    known = [*own_fields, "papers", "rules", "plain", "despite_errors"]
    found = [
        _doubt(key, "setting-unknown", f"the plugin has no setting '{key.value}'", did_you_mean(key.value, known))
        for key, _ in options.pairs
        if key.value not in known
    ]
    kinds = options.get("kinds")
    for kind in kinds.items if isinstance(kinds, located_yaml.Sequence) else ():
        if isinstance(kind, located_yaml.Scalar) and kind.value not in tags:
            message = f"the setting 'kinds' names '{kind.value}', and no tag has that id"
            found.append(_doubt(kind, "setting-kind", message, did_you_mean(kind.value, sorted(tags))))
    return found


def _located_options(plugins: located_yaml.Node | None) -> located_yaml.Mapping | None:
    parts = plugins.items if isinstance(plugins, located_yaml.Sequence) else (plugins,)
    found = (part.get("catalog") for part in parts if isinstance(part, located_yaml.Mapping))
    return next((options for options in found if isinstance(options, located_yaml.Mapping)), None)


def _doubt(node: located_yaml.Scalar, code: str, message: str, hint: str) -> Problem:
    return Problem(node.where, Severity.WARNING, code, message, hint, node.width)


def _load(path: Path, text_of: TextOf, depth: int = 0) -> dict[str, Any]:
    """A configuration with the one that it inherits from below it, as MkDocs joins them: key by key, lists whole."""
    text = text_of(path)
    if text is None and depth:
        raise FileNotFoundError(2, "no such file", str(path))
    site = yaml.load(text or "", _Loader)
    if not isinstance(site, dict):
        return {}
    parent = site.pop("INHERIT", None)
    if not parent or depth >= MOST_PARENTS:
        return site
    return _joined(_load(path.parent / str(parent), text_of, depth + 1), site)


def _joined(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = _joined(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


def fault(settings: Settings) -> str:
    """What is wrong with the first setting that cannot be, as a sentence with what to write instead; '' if nothing."""
    for name, least, most in _RANGES:
        if not least <= getattr(settings, name) <= most:
            return (
                f"mkdocs.yml: the setting '{name}' is {getattr(settings, name)}; write a number from {least} to {most}"
            )
    forms = [form.id for form in FORMS]
    if strange := [name for name in settings.exports if name not in forms]:
        return f"mkdocs.yml: the setting 'exports' names {strange[0]!r}; write any of {', '.join(forms)}"
    search = settings.title_search_url
    if search and not (search.startswith(("https://", "http://")) and "{title}" in search):
        return "mkdocs.yml: the setting 'title_search_url' is no web address with {title} in it, or empty for none"
    if settings.newsletter and not is_newsletter(settings.newsletter):
        return (
            "mkdocs.yml: the setting 'newsletter' is no address of a form (https://…) or of mail (mailto:name@host), "
            "or empty for none"
        )
    return ""


_MAIL = re.compile(r"mailto:[A-Za-z0-9.!#$%&'*+/=_-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:\?[A-Za-z0-9=&%+._-]*)?")


def is_newsletter(address: str) -> bool:
    """Whether this is a web address with a host, or an address of mail, and can do nothing else in a link."""
    return safe_url(address) == address or _MAIL.fullmatch(address) is not None


def _options(plugins: Any) -> Mapping[str, Any]:
    """The settings of the plugin in the list or mapping of plugins."""
    parts = plugins if isinstance(plugins, list) else [plugins]
    entries = [item for part in parts if isinstance(part, dict) for item in part.items()]
    return next((options for name, options in entries if name == "catalog" and isinstance(options, dict)), {})
