"""Commenting in a browser, with JavaScript and without."""

import re

import pytest

from comments.models import Comment, Mention
from tests import cast


@pytest.fixture
def answer():
    """Bo's answer to Ada's question; both have a reputation."""
    ada = cast.member("Ada Asks", reputation=100)
    return cast.answer(cast.member("Bo Answers", reputation=100), cast.question(ada))


def below(page, post):
    """The comments of a post, with the form for another one."""
    place = page.locator(f"#comments-{post._meta.model_name}-{post.pk}-body")
    return page.locator(".comments").filter(has=place)


def test_a_comment_is_written_changed_removed_and_restored(open_as, answer, javascript):
    question = answer.question
    page = open_as(question.author, question.get_absolute_url(), javascript=javascript)
    box = below(page, answer)
    box.get_by_text("Add a comment").click()
    box.get_by_label("Your comment").fill("Too short")
    box.get_by_role("button", name="Post your comment").evaluate("(b) => b.form.noValidate = true")
    box.get_by_role("button", name="Post your comment").click()
    page.get_by_role("heading", name="Please look at this again").wait_for()
    page.get_by_label("Your comment").fill("Long enough now, and *to the point*.")
    page.get_by_role("button", name="Post your comment").click()
    page.wait_for_url("**/questions/*/*/#comment-*")
    page.locator(".comment em", has_text="to the point").wait_for()
    comment = page.locator(".comment")
    comment.get_by_role("link", name="Edit").click()
    page.get_by_label("Your comment").fill("Quite another comment.")
    page.get_by_role("button", name="Save the comment").click()
    page.get_by_text("Quite another comment.").wait_for()
    comment.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove this comment").click()
    page.get_by_role("button", name="Restore").click()
    page.wait_for_url("**/questions/*/*/#comment-*")
    page.get_by_text("Quite another comment.").wait_for()


def test_a_typed_mention_leads_to_the_member(open_as, answer, javascript):
    question = answer.question
    page = open_as(question.author, question.get_absolute_url(), javascript=javascript)
    box = below(page, answer)
    box.get_by_text("Add a comment").click()
    box.get_by_label("Your comment").fill("Is that so, @Bo Answers, and since when?")
    box.get_by_role("button", name="Post your comment").click()
    page.get_by_role("link", name="@Bo Answers").click()
    page.wait_for_url(f"**{answer.author.get_absolute_url()}")


def test_names_are_completed_by_keyboard(open_as, answer):
    question = answer.question
    page = open_as(question.author, question.get_absolute_url())
    box = below(page, question)
    box.get_by_text("Add a comment").click()
    text = box.get_by_label("Your comment")
    text.press_sequentially("Is that so, @bo")
    page.get_by_role("option", name="Bo Answers").wait_for()
    assert text.get_attribute("aria-activedescendant") is None
    text.press("ArrowDown")
    chosen = text.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").inner_text().strip() == "Bo Answers"
    text.press("Enter")
    assert text.input_value() == "Is that so, @Bo Answers "
    text.press_sequentially("and since when?")
    text.press("Escape")
    box.get_by_role("button", name="Post your comment").click()
    page.get_by_role("link", name="@Bo Answers").wait_for()
    assert Comment.objects.get().body == "Is that so, @Bo Answers and since when?"
    assert Mention.objects.get().member == answer.author


def test_a_name_is_taken_with_the_pointer_amid_a_text(open_as, answer):
    question = answer.question
    page = open_as(question.author, question.get_absolute_url())
    box = below(page, question)
    box.get_by_text("Add a comment").click()
    text = box.get_by_label("Your comment")
    text.fill("So says  and others")
    text.evaluate("(text) => text.setSelectionRange(8, 8)")
    text.press_sequentially("@Bo")
    page.get_by_role("option", name="Bo Answers").click()
    assert text.input_value() == "So says @Bo Answers and others"


def test_the_other_comments_come_in_place_or_on_a_page_of_their_own(open_as, answer, javascript):
    question = answer.question
    comments = [cast.comment(answer.author, answer) for _ in range(7)]
    page = open_as(question.author, question.get_absolute_url(), javascript=javascript)
    assert page.locator(".comment").count() == 5
    page.get_by_role("link", name="Show 2 more comments").click()
    page.locator(f"#comment-{comments[6].pk}").wait_for()
    assert page.locator(".comment").count() == 7
    own_page = re.search(r"/answers/\d+/comments/$", page.url)
    assert bool(own_page) is not javascript
    if javascript:
        focused = page.evaluate("document.activeElement.id")
        assert focused == f"comment-{comments[5].pk}"


def test_on_a_phone_comments_fold_up_with_the_question(open_page, answer):
    question = answer.question
    comment = cast.comment(question.author, question)
    page = open_page(question.get_absolute_url(), size=(360, 800))
    box = page.locator(f"#comment-{comment.pk}")
    assert not box.is_visible()
    page.get_by_text("The whole question").click()
    assert box.is_visible()
    page.goto(comment.get_absolute_url())
    assert page.locator(f"#comment-{comment.pk}").is_visible()
    assert open_page(question.get_absolute_url()).locator(f"#comment-{comment.pk}").is_visible()
