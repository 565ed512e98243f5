"""Finding a question, with operators, by mouse and by keyboard."""

import os
from pathlib import Path

import pytest

from search.jobs import gather_words
from tests import cast
from tests.browser.test_axe import AXE, RUN

PICTURES = os.environ.get("SEARCH_PICTURES")
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 3


@pytest.fixture
def questions():
    ada = cast.ada()
    cast.question(ada, title="Why does my lower back hurt?", category=cast.category())
    for n in range(4):
        cast.question(ada, title=f"Which chair is good for {n} hours?", tags=["furniture"])
    cast.question(cast.bo(), title="האם כאב גב הוא סימן?", body=f"{cast.LONG_ENOUGH} chair")
    cast.question(cast.cy(), title=f"Is a chair {LONG}?"[:150])
    gather_words()


def ask(page, words):
    page.get_by_label("Search for").fill(words)
    page.get_by_role("search", name="All questions").get_by_role("button", name="Search").click()


def test_searching_with_operators(open_page, questions, javascript):
    page = open_page("/search/", javascript=javascript)
    ask(page, '"lower back" -chair or [nowhere]')
    page.get_by_role("link", name="Why does my lower back hurt?").wait_for()
    assert "There is no tag “nowhere”" in page.locator("#results").inner_text()
    assert "“lower back” and without chair — or — nowhere" in page.locator("#results").inner_text()
    ask(page, "chiar")
    page.get_by_text("Did you mean").get_by_role("link", name="chair").click()
    assert page.get_by_role("status").inner_text() == "6 questions"
    assert page.locator("mark").first.inner_text() == "chair"
    page.get_by_role("link", name="Which chair is good for 3 hours?").click()
    page.wait_for_url("**/questions/*/which-chair-is-good-for-3-hours/")


def test_results_come_while_one_types_and_are_there_on_the_way_back(open_page, questions):
    page, asked = open_page("/search/"), []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.type("furniture", delay=300)  # each letter is given the time to be looked for
    first = page.locator(".row__title a").first
    first.wait_for()
    page.wait_for_url("**/search/?q=furniture")
    assert page.get_by_role("status").inner_text() == "4 questions"
    assert [url for url in asked if url.endswith("?q=fur")]
    assert not [url for url in asked if url.endswith("?q=fu")]
    assert page.get_by_label("Search for").evaluate("field => field === document.activeElement")
    first.click()
    page.wait_for_url("**/questions/**")
    page.go_back()
    page.locator(".row__title a").first.wait_for()


def test_the_operators_are_told_by_keyboard(open_page, questions):
    page = open_page("/search/", size=(320, 700))
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_text("these words, side by side").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 700), (1280, 900)], ids=["phone", "desk"])
def test_what_is_found_is_readable_everywhere(open_page, questions, size, colours):
    page = open_page("/search/?q=chair+-[nowhere]", size=size, colours=colours)
    page.get_by_text("Search more exactly").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate(AXE)
    assert page.evaluate(RUN, None) == []
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{colours}-{size[0]}.png", full_page=True)
