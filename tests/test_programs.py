"""`catalog.json` and its schema: what programs find, whatever the size of the catalog."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.build import collect, tagged
from generator.citation import citation
from generator.exporters import addresses, files, programs
from generator.model import Output, Settings, Source
from sites import Site
from small import rules

RULES = rules(
    kites="any: [kite]\nabout: What flies.\naliases: [dragons]\nexamples: {match: [kite], skip: [sea]}",
    boats="any: [boat]\nparent: kites\nexamples: {match: [boat], skip: [sea]}",
    empty="any: [zeppelin]\nexamples: {match: [zeppelin], skip: [sea]}",
)
CARD = b"title: A kite\nstatus: retracted\n"
FULL = {
    "title": "A kite", "authors": ["Ada Example"], "et_al": True, "editors": ["Bo Example"], "date": "2024-12-18",
    "year": 2025, "venue": "ToyConf 2025", "entry_type": "inproceedings", "arxiv": "2401.00002", "acl": "2025.toy-1.1",
    "doi": "10.1000/toy", "url": "https://toys.example/", "pdf": "https://toys.example/a.pdf",
}  # fmt: skip


def made(lines: Iterable[dict[str, Any]], settings: Settings = Settings()) -> dict[str, bytes]:  # noqa: B008
    """Return the files of a catalog of these records, by path."""
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    sources = [Source("site_src/papers/a.jsonl", data), Source("site_src/papers/kite.yml", CARD)]
    catalog = tagged(collect(sources), [Source("site_src/rules/toys.yml", RULES.encode())], settings).catalog
    citations = {one.paper.identity: citation(one.paper, one.key) for one in catalog.papers}
    outputs: list[Output] = list(files(catalog, citations, settings))
    assert sorted(one.path for one in outputs) == sorted(addresses(catalog, settings))
    return {one.path: one.data for one in outputs}


def check(found: dict[str, bytes]) -> dict[str, Any]:
    """Return what `catalog.json` says, after it and all that it names was held to the published schema."""
    schema = json.loads(found["catalog.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    told: dict[str, Any] = json.loads(found["catalog.json"])
    jsonschema.validate(told, schema)
    for one in (*told["files"], *told.get("more", ())):
        assert len(found[one["path"]]) == one["bytes"]
    for one in told.get("more", ()):
        piece = json.loads(found[one["path"]])
        jsonschema.validate(piece, {**schema, **schema["$defs"]["piece"]})
        assert len(piece["papers"]) == one["papers"]
    return told


def test_a_paper_a_tag_and_the_files() -> None:
    found = made([FULL, {"title": "A boat"}])
    told = check(found)
    assert told["count"] == 2
    assert told["papers"][0] == {
        "id": "arxiv:2401.00002", "address": "papers/a-kite/", "key": "example2025kite", "title": "A kite",
        "authors": ["Ada Example"], "et_al": True, "editors": ["Bo Example"], "date": "2024-12-18", "year": 2025,
        "venue": "ToyConf 2025", "entry_type": "inproceedings", "arxiv": "2401.00002", "acl": "2025.toy-1.1",
        "doi": "10.1000/toy", "url": "https://toys.example/", "pdf": "https://toys.example/a.pdf", "tags": ["kites"],
        "status": "retracted",
    }  # fmt: skip
    assert set(told["papers"][0]) == set(programs.ROW)
    assert [(one["id"], one["papers"], one.get("parent")) for one in told["tags"]] == [
        ("kites", 2, None), ("boats", 1, "kites"), ("empty", 0, None),
    ]  # fmt: skip
    kites = told["tags"][0]
    assert (kites["label"], kites["about"], kites["aliases"]) == ("Kites", "What flies.", ["dragons"])
    assert all(path in found for one in told["tags"] for path in one.get("files", ()))
    assert {one["path"] for one in told["files"]} == {path for path in found if path.startswith("data/papers.")}


def test_a_paper_of_which_nothing_is_known_but_its_title() -> None:
    [row, _] = check(made([{"title": "Sea"}, FULL]))["papers"][::-1]
    assert row == {"id": "title:sea", "address": "papers/sea/", "key": "anonsea", "title": "Sea"}


def test_no_papers_and_no_formats() -> None:
    told = check(made([FULL], replace(Settings(), exports=())))
    assert told["files"] == []
    assert "files" not in told["tags"][0]


def test_the_papers_of_a_large_catalog_stand_in_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "ROOM", 3)
    found = made([{"title": f"Kite number {number}"} for number in range(7)])
    told = check(found)
    pieces = [told, *(json.loads(found[one["path"]]) for one in told["more"])]
    assert [len(piece["papers"]) for piece in pieces] == [3, 3, 1]
    assert len({row["id"] for piece in pieces for row in piece["papers"]}) == told["count"] == 7
    assert [one["path"] for one in told["more"]] == ["data/catalog-2.json", "data/catalog-3.json"]


@pytest.mark.parametrize("name", ["ROW", "TAG", "FILE", "WHOLE"])
def test_every_field_is_described(name: str) -> None:
    assert all(shape["description"].endswith(".") for key, shape in getattr(programs, name).items() if key != "id")


def test_the_site_has_them_and_its_page_of_data_names_them(site: Site) -> None:
    told = json.loads(site.read("catalog.json"))
    jsonschema.validate(told, json.loads(site.read("catalog.schema.json")))
    folder: Path = site.folder
    assert all((folder / row["address"] / "index.html").is_file() for row in (*told["papers"], *told["tags"]))
    assert all((folder / one["path"]).stat().st_size == one["bytes"] for one in told["files"])
    for page in ("data/index.html", "index.html"):
        assert "papers.jsonl" in site.read(page)
    assert 'href="../catalog.json"' in site.read("data/index.html")
