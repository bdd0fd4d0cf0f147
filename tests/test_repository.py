"""What the repository holds, and what it must not hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from test_floors import imports_of

TOP = {
    "CHANGELOG.md", "LICENSE", "README.md", "mkdocs.yml", "pyproject.toml", "requirements.lock",
    "generator", "site_src", "tests", "theme_overrides",
}  # fmt: skip
LOCKS = ("requirements.lock", "tests/requirements.lock")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.-])/(?:home|root|Users|work|workspace)/|\b[A-Z]:\\Users\\")
HOST_OF_A_REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:com|org)|deb\.debian\.org|anaconda\.org|crates\.io|rubygems\.org"
)


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode > 1 or not done.stdout:
        pytest.skip(f"git {arguments[0]} says nothing here: {done.stderr.strip()}")
    return done.stdout


@pytest.fixture(scope="module")
def files(root: Path) -> list[str]:
    """The paths of all files that are or would be committed."""
    listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    return sorted(name for name in set(listed) if name and (root / name).is_file())


def lines(root: Path, files: list[str]) -> Iterator[tuple[str, str]]:
    """Yield place and text of each line that we wrote; what papers say is theirs."""
    for name in files:
        if name.startswith("site_src/papers/"):
            continue
        try:
            text = (root / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        yield from ((f"{name}:{number}", line) for number, line in enumerate(text.splitlines(), 1))


def test_nothing_else_stands_at_the_top(files: list[str]) -> None:
    assert {first for first in (name.split("/")[0] for name in files) if not first.startswith(".")} - TOP == set()


def test_no_line_names_a_folder_of_somebodys_machine(root: Path, files: list[str]) -> None:
    assert [place for place, line in lines(root, files) if PATH_OF_A_MACHINE.search(line)] == []


def test_no_line_names_the_host_of_a_package_registry(root: Path, files: list[str]) -> None:
    assert [place for place, line in lines(root, files) if HOST_OF_A_REGISTRY.search(line)] == []


@pytest.mark.parametrize(
    "made", ["site/index.html", ".venv/bin/python", "paper_catalog.egg-info/PKG-INFO", "build/lib"]
)
def test_git_ignores_what_a_build_makes(root: Path, made: str) -> None:
    assert git(root, "check-ignore", made).strip() == made


def test_no_generated_page_is_kept(files: list[str]) -> None:
    """The folder of hand-written pages is flat; generated pages would stand in folders like papers/ below it."""
    assert [name for name in files if name.startswith("site_src/pages/") and name.count("/") > 2] == []
    assert [name for name in files if name.startswith("site_src/") and name.endswith(".html")] == []


def pins(root: Path, lock: str) -> dict[str, list[Requirement]]:
    """Return the requirements of a lock file by name; a name has several where they depend on Python's version."""
    found: dict[str, list[Requirement]] = {}
    for entry in re.split(r"\n(?=[a-z])", (root / lock).read_text(encoding="utf-8")):
        if "==" in entry and not entry.startswith("#"):
            requirement = Requirement(entry.split(" \\\n")[0])
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    assert len(pins(root, lock)) > 20
    assert re.findall(r"^\S+==.*[^\\]$", text, flags=re.MULTILINE) == []


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ["build"]), ("tests/requirements.lock", ["build", "test"])]
)
def test_the_locks_hold_what_pyproject_asks_for(root: Path, lock: str, groups: list[str]) -> None:
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    choices = pyproject["project"]["optional-dependencies"] | pyproject["dependency-groups"]
    asked = pyproject["project"]["dependencies"] + [line for group in groups for line in choices[group]]
    locked = pins(root, lock)
    for line in asked:
        wanted = Requirement(line)
        chosen = locked.get(canonicalize_name(wanted.name), [])
        assert chosen, f"{lock} lacks {wanted}: renew it as its first lines say"
        for pin in chosen:
            version = str(pin.specifier).removeprefix("==")
            assert wanted.specifier.contains(version), f"{lock} has {version} for {wanted}"


def versions(found: list[Requirement]) -> list[str]:
    """The pinned versions, without where they are needed: the tests may need a package on more machines."""
    return [str(one.specifier) for one in found]


def test_tests_run_on_what_a_build_installs(root: Path) -> None:
    build, test = (pins(root, lock) for lock in LOCKS)
    other = {name: pinned for name, found in build.items() if (pinned := versions(found)) != versions(test[name])}
    assert other == {}


def test_the_package_carries_its_templates(root: Path) -> None:
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = pyproject["tool"]["setuptools"]["package-data"]["generator"]
    carried = {path for pattern in patterns for path in (root / "generator").glob(pattern)}
    others = {path for path in (root / "generator").rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert others - carried == set()


def test_what_is_imported_is_what_is_asked_for(root: Path) -> None:
    """Each dependency is imported somewhere in the program, but for the theme, and nothing else is."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {canonicalize_name(Requirement(line).name) for line in pyproject["project"]["dependencies"]}
    tops = {
        name.split(".")[0]
        for path in (root / "generator").rglob("*.py")
        for name in imports_of(path.read_text(encoding="utf-8"), "generator.x")
    }
    homes = packages_distributions()
    used = {
        canonicalize_name(home) for top in tops - set(sys.stdlib_module_names) for home in homes.get(top, [top])
    } - {"generator", "paper-catalog"}
    assert used == asked - {"mkdocs-material"}
