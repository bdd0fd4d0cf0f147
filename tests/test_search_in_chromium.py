"""The search's worker in a real browser, on the built site below a path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

CONNECT = """async () => {
  const { connect } = await import(new URL("assets/javascripts/search/client.mjs", ROOT))
  window.client = connect(ROOT)
  return client === connect(ROOT)
}"""
OUTCOME = """async ask => {
  const [method, ...values] = ask
  const told = ({ name, message, isOld = false }) => [name, message, isOld]
  try { return await client[method](...values) } catch (error) { return told(error) }
}"""
FAILED = "Search did not load. The lists and tags work without it."


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site with a client of the search, before its first question."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}about/")
    page.evaluate(f"window.ROOT = {json.dumps(address)}")
    assert page.evaluate(CONNECT)
    yield page
    context.close()


def ask(page: Page, method: str, *values: object) -> Any:
    """What a method of the client gives, or the name, message and age of its error."""
    return page.evaluate(OUTCOME, [method, *values])


def test_the_worker_answers_below_a_path_and_says_nothing(page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("requestfailed", lambda request: told.append(request.url))
    papers = ask(page, "ready")["papers"]
    found = ask(page, "ask", {"q": "preference optimization", "all": False})
    assert 0 < found["total"] < papers == found["of"]
    assert {"prefer", "optim"} <= set(found["marks"])
    row = found["rows"][0]
    assert ask(page, "find", [f"slug:{row['slug']}", row["identity"], "doi:10.1/none"]) == [row, row, None]
    assert ask(page, "abstracts", [row["doc"]])[0]
    suggested = ask(page, "suggest", "prefer")
    assert suggested["tags"][0]["id"] == "preference-optimization"
    assert suggested["rows"]
    assert told == []


def test_a_newer_question_ends_an_older_one(page: Page) -> None:
    script = """async () => {
      const names = [], note = error => names.push(error.name)
      const older = client.ask({ q: "language" }).catch(note), newer = client.ask({ q: "model" })
      const { total } = await newer
      await older
      return [names, total > 0]
    }"""
    assert page.evaluate(script) == [["AbortError"], True]


def test_all_numbers_of_a_list_come_as_an_array(page: Page) -> None:
    script = """async () => {
      const { docs, total } = await client.ask({ q: "", all: true, limit: 0 })
      return [docs instanceof Int32Array, docs.length === total, docs[0]]
    }"""
    assert page.evaluate(script) == [True, True, 0]


def test_without_its_files_search_says_so_and_may_be_tried_again(page: Page) -> None:
    page.route("**/search/manifest.json", lambda route: route.abort())
    assert ask(page, "ready") == ["SearchError", FAILED, False]
    assert ask(page, "suggest", "model") == ["SearchError", FAILED, False]
    page.unroute("**/search/manifest.json")
    assert ask(page, "ready")["papers"] > 0


def test_without_its_worker_search_says_so_and_may_be_tried_again(page: Page) -> None:
    page.route("**/search/worker.mjs", lambda route: route.abort())
    assert ask(page, "ask", {"q": "model"}) == ["SearchError", FAILED, False]
    page.unroute("**/search/worker.mjs")
    assert ask(page, "ask", {"q": "model"})["total"] > 0


def test_after_a_deployment_the_new_index_is_asked(page: Page) -> None:
    """The browser still has a manifest that names a folder which is gone."""
    answers: list[Route] = []

    def old(route: Route) -> None:
        answers.append(route)
        if len(answers) > 1:
            route.continue_()
            return
        manifest = json.loads(route.fetch().body())
        route.fulfill(json={**manifest, "build": "0" * 16})

    page.route("**/search/manifest.json", old)
    assert ask(page, "ask", {"q": "model"})["total"] > 0
    assert len(answers) == 2
