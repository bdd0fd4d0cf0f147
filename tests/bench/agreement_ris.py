"""How far the reader of RIS agrees with rispy's own expected values: entries of a file, field by field."""

from __future__ import annotations

import json
from pathlib import Path

from generator.model import Source
from generator.readers.lines import read_lines
from generator.readers.ris_entries import of_isi, of_ris


def of_rispy(data: Path) -> tuple[int, int, list[str]]:
    """Entries that agree, all entries, and what is otherwise; `data` is the folder with rispy's files."""
    expected = json.loads((data / "reference_output_0.10.0.json").read_text(encoding="utf-8"))
    agreed, whole, other = 0, 0, []
    for name, wanted in sorted(expected.items()):
        lines, _ = read_lines(Source(name, (data / "data" / name).read_bytes()))
        found = [one.fields for one in (of_isi if "wos" in name else of_ris)(lines)]
        agreed += sum(one == two for one, two in zip(found, wanted, strict=False))
        whole += max(len(found), len(wanted))
        other += [] if found == wanted else [name]
    return agreed, whole, other
