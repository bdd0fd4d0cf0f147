"""A build that fails or is interrupted leaves the old site as it was, and no build writes into the sources."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sites import build, contents, environment, make_project, mkdocs

PAPERS = "\n".join(f'{{"title": "A toy survey of number {number}"}}' for number in range(30))
AT_PAGE = """
import os, signal

left = 12

def on_post_page(output, page, config):
    global left
    left -= 1
    if not left:
        {what}
"""
MANY = "\n".join(f'{{"title": "A toy survey of number {number}"}}' for number in range(600))
KILLED_BETWEEN = """
import os, pathlib, signal

rename = pathlib.Path.rename

def on_config(config):
    site = pathlib.Path(config.site_dir)
    def killing(self, target):
        result = rename(self, target)
        if not any(path.name == "site" for path in site.parent.iterdir()):
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    pathlib.Path.rename = killing

def on_post_build(config):
    if pathlib.Path(config.site_dir).name == "site":  # exchanged at once
        os.kill(os.getpid(), signal.SIGKILL)
"""
ENDS = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "interrupted": "os.kill(os.getpid(), signal.SIGINT)",
    "terminated": "os.kill(os.getpid(), signal.SIGTERM)",
    "failing plugin": "raise ValueError('the plugin is broken')",
    "failing exit": "raise SystemExit(3)",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a site that is built."""
    made = make_project(tmp_path / "project", papers={"papers.jsonl": PAPERS}, own={"hooks": ["hook.py"]})
    (made / "hook.py").write_text("", encoding="utf-8")
    build(made)
    return made


def beside(project: Path) -> list[str]:
    """Return what stands in the project's folder that did not come there by hand."""
    return sorted({path.name for path in project.iterdir()} - {"site_src", "theme_overrides", "__pycache__"})


KEPT = ["base.yml", "hook.py", "mkdocs.yml", "site"]


@pytest.mark.parametrize("how", ENDS)
def test_a_build_that_ends_on_its_way(project: Path, how: str) -> None:
    """The next build works as if nothing had been."""
    before = contents(project / "site")
    (project / "site_src/papers/new.jsonl").write_text('{"title": "Another toy"}', encoding="utf-8")
    (project / "hook.py").write_text(AT_PAGE.format(what=ENDS[how]), encoding="utf-8")
    done = mkdocs(project, "build")
    assert done.returncode != 0
    assert contents(project / "site") == before

    (project / "hook.py").write_text("", encoding="utf-8")
    after = contents(build(project).folder)
    assert "papers/another-toy/index.html" in after
    assert beside(project) == KEPT


@pytest.mark.parametrize("how", ["killed", "interrupted", "failing plugin"])
def test_no_process_outlives_a_build(tmp_path: Path, how: str) -> None:
    """With so many papers that two processes share them."""
    project = make_project(tmp_path, papers={"papers.jsonl": MANY}, own={"hooks": ["hook.py"]})
    (project / "hook.py").write_text(AT_PAGE.format(what=ENDS[how]), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    process = subprocess.Popen(command, cwd=project, env=environment(), start_new_session=True, stderr=subprocess.PIPE)
    process.communicate(timeout=300)
    assert process.returncode != 0
    until = time.monotonic() + 60
    while is_alive(process.pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(process.pid)
    assert not (project / "site").exists()


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_build_that_is_killed_at_its_last_step(project: Path) -> None:
    """Between taking the old site away and putting the new one there: at the latest the next build mends it."""
    before = contents(project / "site")
    hook = project / "hook.py"
    hook.write_text(KILLED_BETWEEN, encoding="utf-8")
    assert mkdocs(project, "build").returncode == -signal.SIGKILL
    hook.write_text("def on_page_markdown(markdown, **more):\n    raise ValueError('broken')\n", encoding="utf-8")
    assert mkdocs(project, "build").returncode != 0
    assert contents(project / "site") == before


def test_a_broken_rule(project: Path) -> None:
    """All that is wrong is said, with its place, and nothing is left behind."""
    before = contents(project / "site")
    rule = project / "site_src/rules/methods.yml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("    any:\n", "    anny:\n", 1), encoding="utf-8")
    line = rule.read_text(encoding="utf-8").split("    anny:")[0].count("\n") + 1
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert f"site_src/rules/methods.yml:{line}:5: error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == before
    assert beside(project) == KEPT


def test_a_strict_build_with_a_warning(project: Path) -> None:
    before = contents(project / "site")
    (project / "site_src/pages/lost.md").write_text("[nowhere](nothing.md)", encoding="utf-8")
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 1
    assert contents(project / "site") == before
    assert beside(project) == KEPT


def test_a_page_that_is_gone_leaves_the_site(project: Path) -> None:
    (project / "site_src/papers/papers.jsonl").write_text('{"title": "The only toy"}', encoding="utf-8")
    assert build(project).papers() == ["papers/the-only-toy/"]


def test_a_site_outside_the_project(project: Path, tmp_path: Path) -> None:
    """Also behind a link, which stays one, and with a name that begins like another."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert mkdocs(project, "build", "--site-dir", str(tmp_path / "link")).returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real/index.html").is_file()


def test_a_build_writes_nothing_but_the_site(project: Path) -> None:
    before = {name: data for name, data in contents(project).items() if "__pycache__" not in name}
    times = {path: path.stat().st_mtime_ns for path in (project / "site_src").rglob("*")}
    build(project, "--strict")
    assert {name: data for name, data in contents(project).items() if "__pycache__" not in name} == before
    assert {path: path.stat().st_mtime_ns for path in (project / "site_src").rglob("*")} == times


NOBODY = {f"GIT_{who}_{what}": "nobody@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **NOBODY}


def git(folder: Path, *arguments: str) -> str:
    """Run git as nobody in particular."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment(**GIT), capture_output=True, text=True, check=True
    )
    return done.stdout


def test_gh_deploy_pushes_the_site(project: Path, tmp_path: Path) -> None:
    """To a bare repository that was made for it; the project's own branch has no page."""
    bare = tmp_path / "bare.git"
    git(tmp_path, "init", "--quiet", "--bare", str(bare))
    git(project, "init", "--quiet", "--initial-branch", "main")
    (project / ".gitignore").write_text("/site/\n__pycache__/\n", encoding="utf-8")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "A catalog")
    git(project, "remote", "add", "origin", str(bare))
    done = mkdocs(project, "gh-deploy", variables=GIT)
    assert done.returncode == 0, done.stderr
    pushed = set(git(bare, "ls-tree", "-r", "--name-only", "gh-pages").split())
    assert pushed == set(contents(project / "site"))
    assert {".nojekyll", "index.html", "papers/a-toy-survey-of-number-7/index.html"} <= pushed
    assert git(project, "status", "--porcelain") == ""


def test_serve_shows_the_last_good_site(project: Path) -> None:
    """`mkdocs serve` builds elsewhere: the site in its folder stays as it is."""
    before = contents(project / "site")
    (project / "site_src/papers/papers.jsonl").write_text('{"title": "The only toy"}', encoding="utf-8")
    hook = "def on_serve(server, config, builder):\n    raise SystemExit(0)\n"
    (project / "hook.py").write_text(hook, encoding="utf-8")
    assert mkdocs(project, "serve", "--dev-addr", "127.0.0.1:0").returncode == 0
    assert contents(project / "site") == before
    assert beside(project) == KEPT
