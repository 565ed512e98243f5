"""A moderator's rounds in the admin, in a browser; `open_page` watches over the CSP."""

import pytest
from django.contrib.admin.models import LogEntry

from accounts.models import User
from accounts.roles import appoint_moderator
from questions.models import Category, Question, Tag
from tests import cast


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def enter(open_page):
    """Opens a page of the admin and signs in on the way."""

    def enter_(user, path="/admin/", **how):
        page = open_page(path, **how)
        page.get_by_label("E-mail").fill(user.email)
        page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{path}")
        return page

    return enter_


@pytest.fixture
def mo():
    mo = cast.mo()
    appoint_moderator(mo)
    return mo


def choose(page, title, action):
    page.get_by_role("row", name=title).get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option(label=action)
    page.get_by_role("button", name="Go").click()


@pytest.mark.parametrize(("size", "colours"), [((1280, 900), "light"), ((390, 844), "dark")])
def test_a_question_is_removed_with_a_reason_and_restored(enter, mo, question, size, colours):
    page = enter(mo, size=size, colours=colours)
    page.get_by_role("main").get_by_role("link", name="Questions", exact=True).last.click()
    choose(page, question.title, "Remove, with a reason")
    page.get_by_label("Reason").fill("Advertising.")
    page.get_by_role("button", name="Remove, with a reason").click()
    page.get_by_text("1 done.").wait_for()
    assert Question.objects.get().removal.because == "Advertising."

    page.goto("/admin/questions/question/?removed=yes")
    choose(page, question.title, "Restore")
    page.get_by_label("Reason").fill("By mistake.")
    page.get_by_role("button", name="Restore").click()
    page.get_by_text("1 done.").wait_for()
    assert Question.objects.get().removed_at is None

    page.goto(f"/admin/questions/question/{question.pk}/history/")
    page.get_by_text("Advertising.").wait_for()
    assert LogEntry.objects.count() == 2


def test_tags_and_category_are_chosen_by_typing(enter, mo, question):
    Tag.objects.named(["mood"])
    page = enter(mo, f"/admin/questions/question/{question.pk}/change/")
    page.get_by_role("searchbox", name="Tags").press_sequentially("moo")
    page.get_by_role("option", name="mood").click()
    page.locator(".field-category").get_by_role("combobox").click()
    page.get_by_role("searchbox", name="Category").press_sequentially("Heal")
    page.get_by_role("option", name="Health", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    edited = Question.objects.with_tags().get()
    assert [tag.name for tag in edited.tag_list] == ["depression", "back-pain", "mood"]
    assert edited.category.name == "Health"


def test_every_kind_of_page_obeys_the_content_security_policy(enter, question):
    answer = cast.answer(cast.bo(), question)
    root = cast.member("Root Looks", is_staff=True, is_superuser=True)
    page = enter(root)
    lists = ["questions/question", "answers/answer", "questions/tag", "questions/category"]
    rows = [question, answer, Tag.objects.first(), question.category]
    paths = [f"{path}/" for path in [*lists, "accounts/user", "interchange/source"]]
    paths += [f"{path}/{row.pk}/change/" for path, row in zip(lists, rows, strict=True)]
    paths += [f"accounts/user/{question.author_id}/change/", "questions/category/add/"]
    paths += [f"questions/category/{question.category_id}/delete/", "questions/tag/?removed=yes"]
    for path in paths:
        assert page.goto(f"/admin/{path}").status == 200
        page.wait_for_load_state("networkidle")


def test_an_empty_category_is_deleted_and_a_full_one_is_not(enter, question):
    root = User.objects.create_superuser("root@cast.invalid", "Root Looks", cast.PASSWORD)
    root.prove_email()
    Category.objects.create(name="Empty")
    page = enter(root, "/admin/questions/category/")
    choose(page, "Empty", "Delete selected categories")
    page.get_by_role("button", name="Yes, I’m sure").click()
    page.get_by_text("Successfully deleted 1 category.").wait_for()
    page.goto(f"/admin/questions/category/{question.category_id}/delete/")
    page.get_by_text("1 question in it").wait_for()
    assert Category.objects.count() == 3


@pytest.mark.parametrize(("size", "colours"), [((1280, 900), "light"), ((360, 800), "dark")])
def test_a_question_is_merged_from_its_page(enter, mo, question, size, colours):
    other = cast.question(question.author, title="Does a low mood make the back ache?")
    page = enter(mo, f"/admin/questions/question/{question.pk}/change/", size=size, colours=colours)
    page.get_by_role("link", name="Merge into another question").click()
    page.get_by_label("Question that stays").fill(str(other.pk))
    page.get_by_label("Reason").fill("Both ask the same.")
    page.get_by_label("Number of the question that goes").fill(str(question.pk))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()
    page.goto(f"/questions/{question.pk}/")
    assert page.url.endswith(other.get_absolute_url())
