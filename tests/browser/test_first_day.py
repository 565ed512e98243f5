"""A community's first day, in a browser: sign up, verify, ask, answer, accept."""

import re

import pytest
from django.core import mail

from answers.models import Answer
from questions.models import Question
from tests import cast


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request):
    return request.param


def sign_up(page, name, email):
    page.get_by_role("link", name="Sign in").first.click()
    page.get_by_role("link", name="Create an account").first.click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Create your account").click()


def confirm(page):
    link = re.search(r"https?://\S+", mail.outbox[-1].body)[0]
    page.goto(link)
    page.get_by_role("button", name="Yes, confirm it").click()


def sign_in(page, user):
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def write_question(page):
    page.get_by_role("link", name="Ask a question").first.click()
    page.get_by_label("Title").fill("How do I stop a tap from dripping?")
    page.get_by_label("What do you want to know?").fill(cast.LONG_ENOUGH + "\n\n**Thank you.**")
    page.get_by_label("Category").select_option(label="Health › Mind › Depression")
    page.get_by_label("Tags", exact=True).fill("taps, plumbing")
    page.get_by_label("Title").click()
    page.get_by_role("button", name="Post your question").click()


def test_sign_up_verify_ask_someone_answers_accept(open_page, javascript):
    cast.category()
    bo = cast.bo()

    asker = open_page("/", javascript=javascript)
    sign_up(asker, "Tilly Tapwater", "tilly@cast.invalid")
    confirm(asker)
    write_question(asker)
    asker.wait_for_url("**/questions/*/how-do-i-stop-a-tap-from-dripping/")
    question = Question.objects.get()
    assert question.author.name == "Tilly Tapwater"

    answerer = open_page(question.get_absolute_url(), javascript=javascript)
    answerer.get_by_role("link", name="I'll answer").click()
    sign_in(answerer, bo)
    answerer.wait_for_url("**/how-do-i-stop-a-tap-from-dripping/#your-answer")
    answerer.get_by_role("textbox", name="Your answer").fill(
        "Replace the washer. " + cast.LONG_ENOUGH
    )
    answerer.get_by_role("button", name="Post your answer").click()
    answerer.get_by_text("Replace the washer.").wait_for()
    assert Answer.objects.get().author == bo

    asker.goto(question.get_absolute_url())
    asker.get_by_role("button", name="Accept this answer").click()
    asker.get_by_role("button", name="Withdraw acceptance").wait_for()
    assert Answer.objects.get().accepted_at
    asker.get_by_text("Accepted", exact=True).first.wait_for()


def test_a_mistake_keeps_what_was_typed_and_leads_to_the_field(open_page, javascript):
    cast.category()
    ada = cast.ada()
    page = open_page("/questions/ask/", javascript=javascript)
    sign_in(page, ada)
    page.get_by_label("Title").fill("Too short?")
    page.get_by_label("What do you want to know?").fill(cast.LONG_ENOUGH)
    page.get_by_role("button", name="Post your question").click()
    summary = page.get_by_role("alert")
    summary.get_by_role("link", name=re.compile("title", re.IGNORECASE)).click()
    assert page.get_by_label("Title").input_value() == "Too short?"
    assert page.get_by_label("What do you want to know?").input_value() == cast.LONG_ENOUGH
    assert not Question.objects.exists()


def test_the_preview_is_what_the_page_will_show(open_page):
    cast.category()
    ada = cast.ada()
    page = open_page("/questions/ask/")
    sign_in(page, ada)
    page.get_by_label("What do you want to know?").fill("Some **bold** words and `code`.")
    page.get_by_role("tab", name="Preview").click()
    page.locator(".editor__preview strong", has_text="bold").wait_for()
    assert page.locator(".editor__preview code").inner_text() == "code"


def test_tags_complete_while_they_are_typed(open_page):
    cast.category()
    ada = cast.ada()
    cast.question(ada)
    page = open_page("/questions/ask/")
    sign_in(page, ada)
    page.get_by_role("combobox", name="Tags").press_sequentially("dep")
    page.get_by_role("option", name=re.compile("depression")).click()
    assert "depression" in page.get_by_label("Tags", exact=True).input_value()


def test_a_session_that_ended_while_writing_gives_the_text_back(open_page):
    cast.category()
    ada = cast.ada()
    page = open_page("/questions/ask/")
    sign_in(page, ada)
    page.get_by_label("Title").fill("How do I stop a tap from dripping?")
    page.get_by_label("What do you want to know?").fill(cast.LONG_ENOUGH)
    page.get_by_label("Category").select_option(label="Health › Mind › Depression")
    page.get_by_label("Tags", exact=True).fill("taps")
    page.context.clear_cookies()
    page.get_by_role("button", name="Post your question").click()
    assert cast.LONG_ENOUGH in page.content()
    assert "How do I stop a tap from dripping?" in page.content()
