"""What is typed is not lost: not on another device, nor offline, nor between two tabs."""

import pytest

from posts.models import Draft
from questions.models import Question
from tests import cast
from tests.browser.test_first_day import sign_in

BODY = "What do you want to know?"


@pytest.fixture
def ada():
    cast.category()
    return cast.ada()


def open_form(open_page, ada, **how):
    page = open_page("/questions/ask/", **how)
    sign_in(page, ada)
    page.get_by_label("Title").wait_for()
    return page


def says(page, words):
    page.locator("ques-draft").get_by_text(words).wait_for()


def typed(page):
    return page.get_by_label(BODY).input_value()


def test_a_text_is_there_on_another_device_and_gone_once_posted(open_page, ada):
    page = open_form(open_page, ada)
    page.get_by_label("Title").fill("How do I stop a tap from dripping?")
    page.get_by_label(BODY).fill(cast.LONG_ENOUGH)
    page.get_by_label("Tags", exact=True).fill("taps")
    page.get_by_label("Category").select_option(label="Health › Mind › Depression")
    says(page, "Draft saved")
    other = open_form(open_page, ada)
    assert typed(other) == cast.LONG_ENOUGH
    assert other.get_by_label("Category").input_value() != ""
    other.get_by_text("Your draft is here").wait_for()
    other.get_by_role("button", name="Post your question").click()
    other.wait_for_url("**/how-do-i-stop-a-tap-from-dripping/")
    assert not Draft.objects.exists()
    other.goto("/questions/ask/")
    assert typed(other) == ""


def test_what_cannot_be_saved_stays_in_the_browser_until_it_can(open_page, ada):
    page = open_form(open_page, ada)
    page.context.set_offline(True)
    page.get_by_label(BODY).fill("Typed in a tunnel.")
    says(page, "could not be saved")
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto("/questions/ask/")
    says(again, "Draft saved")
    assert typed(again) == "Typed in a tunnel."
    assert Draft.objects.get().fields["body"] == "Typed in a tunnel."
    assert again.evaluate("Object.keys(localStorage).join()") == ""


def test_a_page_that_is_left_saves_what_was_typed_last(open_page, ada):
    page = open_form(open_page, ada)
    page.get_by_label(BODY).fill("Typed and left at once.")
    page.goto("/about/")
    other = open_form(open_page, ada)
    assert typed(other) == "Typed and left at once."


def test_an_older_tab_is_told_of_the_newer_draft_and_its_member_chooses(open_page, ada):
    old = open_form(open_page, ada)
    new = old.context.new_page()
    new.goto("/questions/ask/")
    new.get_by_label(BODY).fill("The newer text.")
    says(new, "Draft saved")
    old.get_by_label(BODY).fill("The older text.")
    says(old, "A newer draft was saved")
    assert Draft.objects.get().fields["body"] == "The newer text."
    old.get_by_role("button", name="Load it").click()
    says(old, "Draft saved")
    assert typed(old) == "The newer text."
    new.get_by_label(BODY).fill("Still another text.")
    says(new, "A newer draft was saved")
    new.get_by_role("button", name="Keep the text that is here").click()
    says(new, "Draft saved")
    assert Draft.objects.get().fields["body"] == "Still another text."


def test_without_javascript_a_button_saves_the_draft(open_page, ada):
    page = open_form(open_page, ada, javascript=False)
    page.get_by_label(BODY).fill("Typed without scripts.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Your draft is saved.").wait_for()
    assert typed(page) == "Typed without scripts."
    page.get_by_role("button", name="Discard it").click()
    page.get_by_text("Your draft is gone.").wait_for()
    assert typed(page) == ""
    assert not Question.objects.exists()
