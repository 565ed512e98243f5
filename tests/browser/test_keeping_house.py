"""Members and moderators keep the house clean, with JavaScript and without."""

import pytest

from accounts.models import Appeal
from accounts.roles import appoint_moderator
from moderation.jobs import go_on_cleaning_up
from moderation.models import CleanUp
from tests import cast
from tests.coins import fresh
from tests.standing import standing
from votes.models import Vote

WORDS = "I wrote it myself, from what I have seen in twenty years."


@pytest.fixture
def answer():
    """Bo's answer to Ada's question."""
    return cast.answer(cast.bo(), cast.question(cast.ada()))


@pytest.fixture
def cy():
    return standing(cast.cy(), 20)


def moderator(name):
    member = cast.member(name, is_staff=True)
    appoint_moderator(member)
    return member


def part(page, answer):
    return page.locator(f"#answer-{answer.pk}")


def test_a_vote_is_cast_and_taken_back(open_as, answer, cy, javascript):
    page = open_as(cy, answer.question.get_absolute_url(), javascript=javascript)
    up = part(page, answer).get_by_role("button", name="Vote up").first
    up.click()
    pressed = part(page, answer).locator("[aria-pressed=true]")
    pressed.wait_for()
    assert Vote.objects.get().value == 1
    pressed.click()
    part(page, answer).locator("[aria-pressed=false]").first.wait_for()
    pressed.wait_for(state="detached")
    assert Vote.objects.get().value == 0


def test_an_edit_is_suggested_and_approved(open_as, answer, cy, javascript):
    path = answer.question.get_absolute_url()
    page = open_as(cy, path, javascript=javascript)
    part(page, answer).get_by_role("link", name="Suggest an edit").click()
    page.get_by_label("The answer").fill("Better words. " + cast.own_words())
    page.get_by_label("Why").fill("It reads more easily.")
    page.get_by_role("button", name="Suggest this edit").click()
    page.wait_for_url("**/questions/*/*/*")
    author = open_as(answer.author, path, javascript=javascript)
    author.get_by_role("link", name="1 suggested edit").click()
    author.get_by_text("It reads more easily.").wait_for()
    author.get_by_role("button", name="Approve").click()
    part(author, answer).get_by_text("Better words.").wait_for()
    assert fresh(answer).body.startswith("Better words.")


def test_from_a_flag_to_a_removal_to_an_appeal(open_as, answer, cy, javascript):
    page = open_as(cy, answer.question.get_absolute_url(), javascript=javascript)
    part(page, answer).get_by_role("link", name="Flag").first.click()
    page.get_by_label("rude or hurtful").check()
    page.get_by_role("button", name="Send to the moderators").click()
    page.get_by_text("A moderator will look at it.").wait_for()

    desk = open_as(moderator("Mo Moderates"), "/admin/moderation/flag/desk/", javascript=javascript)
    desk.get_by_role("link", name=answer.question.title).click()
    desk.get_by_label("Reason").fill("Be kind.")
    desk.get_by_role("button", name="Remove, with a reason").click()
    desk.get_by_text("Done:").wait_for()
    assert fresh(answer).removed_at

    author = open_as(answer.author, "/account/moderation/", javascript=javascript)
    author.get_by_text("Be kind.").wait_for()
    author.get_by_role("link", name="Appeal", exact=True).click()
    author.get_by_role("textbox").fill(WORDS)
    author.get_by_role("button", name="Send the appeal").click()
    author.get_by_text("Nobody has decided yet.").wait_for()

    other = moderator("Mia Moderates")
    desk = open_as(other, "/admin/moderation/flag/desk/?only=appeals", javascript=javascript)
    desk.get_by_role("link", name="Bo Answers appeals").click()
    desk.get_by_text(WORDS).wait_for()
    desk.get_by_label("Reason").fill("It was not unkind. I have brought it back.")
    desk.get_by_role("button", name="It was wrong").click()
    desk.get_by_text("Done:").wait_for()
    assert Appeal.objects.get().verdict == "overturned"


def test_a_spammer_is_cleaned_up_after_and_brought_back(open_as, answer, javascript):
    spam = cast.question(cast.newcomer("Spa Mmer"), title="Where do I find cheap watches?")
    mo = moderator("Mo Moderates")
    desk = open_as(
        mo, f"/admin/moderation/flag/desk/first-{spam.author_id}/", javascript=javascript
    )
    desk.get_by_label("Reason").fill("Advertises watches.")
    desk.get_by_role("button", name="Clean up after this member").click()
    desk.get_by_text("Done:").wait_for()
    go_on_cleaning_up()
    assert fresh(spam).removed_at
    desk.goto("/admin/moderation/cleanup/")
    desk.get_by_role("link", name="Spa Mmer").click()
    desk.get_by_text("1 of 1").wait_for()

    desk.goto("/admin/moderation/cleanup/")
    desk.get_by_role("row", name="Spa Mmer").get_by_role("checkbox").check()
    desk.locator("select[name=action]").select_option(label="Undo: bring everything back")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_label("Reason").fill("It was another account.")
    desk.get_by_role("button", name="Undo: bring everything back").click()
    desk.get_by_text("1 done.").wait_for()
    go_on_cleaning_up()
    assert fresh(spam).removed_at is None
    assert CleanUp.objects.get().restored_at


def test_the_desk_is_worked_by_keyboard(open_as, answer, cy):
    others = [cast.question(answer.author, title=f"Question number {n}, is it?") for n in range(2)]
    for post in others:
        post.hold_back(because="It has links.")
    desk = open_as(moderator("Mo Moderates"), "/admin/moderation/flag/desk/")
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/desk/held-question-*/")
    desk.keyboard.press("p")
    desk.wait_for_url(f"**/desk/held-question-{others[1].pk}/")
    desk.keyboard.press("r")
    desk.keyboard.type("It advertises.")
    desk.keyboard.press("Enter")
    desk.get_by_text("Done:").wait_for()
