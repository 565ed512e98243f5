"""Typing a title and seeing that it was asked before; following a tag and finding it at home."""

import pytest

from tests import cast
from tests.search.documents import built

TITLE = "Why does my bread go mouldy after two days?"


@pytest.fixture
def question():
    asked = cast.question(cast.ada(), title=TITLE, tags=["bread"])
    built()
    return asked


def test_what_looks_alike_stands_below_the_title_and_without_javascript_a_link(
    open_as, javascript, question
):
    page = open_as(cast.bo(), "/questions/ask/", javascript=javascript)
    if not javascript:
        assert page.get_by_role("link", name="Was it asked before?").is_visible()
        return
    page.get_by_label("Title").press_sequentially("Mouldy bread after")
    page.get_by_role("link", name=TITLE).wait_for()
    assert page.get_by_role("status").get_by_text("0 answers").is_visible()
    page.get_by_label("Title").fill("")
    page.get_by_role("link", name=TITLE).wait_for(state="hidden")


def test_a_tag_that_is_followed_is_found_on_the_front_page(open_as, javascript, question):
    cast.question(cast.cy(), title="Which wood is best for a garden bench?", tags=["wood"])
    page = open_as(cast.bo(), "/tags/bread/", javascript=javascript)
    page.get_by_role("button", name="Follow", exact=True).click()
    page.get_by_text("You follow this tag.").wait_for()
    page.goto("/")
    assert page.get_by_role("link", name="Your tags").first.get_attribute("aria-current") == "page"
    rows = page.locator(".row__title")
    assert rows.all_inner_texts() == [TITLE]
