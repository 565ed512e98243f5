"""The page on which everybody reads what became of a question, and the way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from posts.diffing import ADDED, REMOVED
from questions.models import Category, Question
from tests import cast
from tests.hostile.page_judge import judged
from tests.pages.test_ask_page import text_of

pytestmark = pytest.mark.django_db
TITLE = "Can a sore back come from low spirits?"


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def mo():
    return cast.mo()


def edit(question, by, because="Because.", **changed):
    now = Question.objects.get(pk=question.pk).content
    del now["body_format"]
    return question.edit(by=by, because=because, **(now | changed))


def path_of(question, query=""):
    return reverse("question_history", args=[question.pk]) + query


def page_of(client, question, query=""):
    response = client.get(path_of(question, query))
    assert judged(response, 200) == []
    return response


def many_edits(question, number):
    """As many revisions, by two hands in turn."""
    mo, ada = cast.mo(), question.author
    for n in range(1, number):
        edit(question, mo if n % 2 else ada, title=f"Question number {n} of them all")


def test_a_question_that_nobody_edited_has_one_revision(client, question):
    text = text_of(page_of(client, question))
    assert "Revision 1" in text
    assert "Revision 2" not in text
    assert cast.LONG_ENOUGH in text


def test_who_when_why_and_what_newest_first(client, question, mo):
    home = Category.objects.create(name="Home")
    edit(question, mo, "Clearer.", title=TITLE, tags=["back-pain", "mood"], category=home)
    edit(question, question.author, "", body=cast.LONG_ENOUGH.replace("everyone", "everybody"))
    response = page_of(client, question)
    text = text_of(response)
    assert text.index("Revision 3") < text.index("Revision 2") < text.index("Revision 1")
    for words in ("Mo Moderates", "Clearer.", "removed: everyone", "added: everybody"):
        assert words in text
    assert "back-pain removed: depression added: mood" in text
    assert "removed: Health › Mind › Depression added: Home" in text
    kinds = {piece.kind for piece in response.context["steps"][1].changes.title}
    assert {ADDED, REMOVED} < kinds


def test_side_by_side_both_texts_stand_apart(client, question, mo):
    edit(question, mo, body=cast.LONG_ENOUGH.replace("everyone", "everybody"))
    text = text_of(page_of(client, question, "?view=side"))
    before, after = text.partition("Before ")[2].split("After ")[:2]
    assert "removed: everyone" in before
    assert "added: everybody" in after
    assert "everybody" not in before


def test_it_comes_twenty_a_page(client, question):
    many_edits(question, 25)
    first = page_of(client, question, "?view=side")
    second = page_of(client, question, first.context["page"].next_url)
    shown = [step.revision.number for page in (first, second) for step in page.context["steps"]]
    assert shown == list(range(25, 0, -1))
    assert first.context["steps"][-1].changes.title
    assert second.context["side"]
    current = [step.is_current for page in (first, second) for step in page.context["steps"]]
    assert current == [True] + [False] * 24


@pytest.mark.parametrize("query", ["?after=x", "?before=1", "?after=1-99999999999999999999"])
def test_a_page_that_is_none_is_not_found(client, question, query):
    assert client.get(path_of(question, query)).status_code == 404


def test_more_revisions_cost_no_more_queries(client, question):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page_of(client, question)
        return len(queries)

    many_edits(question, 3)
    few = cost()
    for n in range(10):
        edit(
            question,
            question.author if n % 2 else cast.member(f"Mo {n}", is_staff=True),
            tags=[f"t{n}"],
        )
    assert cost() == few


def test_a_removed_question_s_history_is_for_its_author_and_moderators(client, question, mo):
    question.remove(by=mo, because="Off the subject.")
    assert client.get(path_of(question)).status_code == 410
    for reader, status in ((cast.cy(), 410), (question.author, 200), (mo, 200)):
        client.force_login(reader)
        assert client.get(path_of(question)).status_code == status
    assert b"Roll back" not in client.get(path_of(question)).content
    assert client.get("/questions/999/history/").status_code == 404


def test_it_is_no_page_for_search_engines(client, question):
    assert b'content="noindex"' in page_of(client, question).content
    assert not page_of(client, question).cookies


def test_readers_who_are_signed_out_may_ask_for_so_many(client, question, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"cold page": "2/m"}
    statuses = [client.get(path_of(question)).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    client.force_login(cast.cy())
    assert client.get(path_of(question)).status_code == 200


def test_the_page_of_an_edited_question_leads_here(client, question, mo):
    link = f'href="{path_of(question)}"'
    assert link not in client.get(question.get_absolute_url()).text
    edit(question, mo, tags=["mood"])
    assert link in client.get(question.get_absolute_url()).text
    client.force_login(mo)
    assert link in client.get(reverse("edit_question", args=[question.pk])).text


# --- Rolling back


def roll_back(client, question, **form):
    return client.post(reverse("question_rollback", args=[question.pk]), form, follow=True)


def test_those_who_may_edit_roll_back_with_a_button(client, question, mo):
    edit(question, mo, title=TITLE)
    client.force_login(cast.cy())
    assert b"Roll back" not in page_of(client, question).content
    assert roll_back(client, question, to=1).status_code == 403
    client.force_login(question.author)
    assert page_of(client, question).text.count("Roll back to this") == 1
    text = text_of(roll_back(client, question, to=1))
    assert "Revision 1 is what readers see now." in text
    assert "Rolled back to revision 1" in text
    assert Question.objects.get().title == question.title


def test_a_history_that_is_old_by_now_rolls_nothing_back(client, question, mo):
    edit(question, mo, title=TITLE)
    seen = Question.objects.get().version
    edit(question, question.author, title="Another title for this question")
    client.force_login(mo)
    text = text_of(roll_back(client, question, to=1, based_on=seen))
    assert "There is a newer revision" in text
    assert Question.objects.get().title == "Another title for this question"


@pytest.mark.parametrize(
    ("to", "status"), [("", 400), ("x", 400), ("0", 400), ("9" * 30, 400), ("7", 404)]
)
def test_a_revision_that_is_none_is_refused(client, question, mo, to, status):
    edit(question, mo, title=TITLE)
    client.force_login(mo)
    assert roll_back(client, question, to=to).status_code == status


def test_what_a_verb_refuses_is_told(client, question, mo):
    edit(question, mo, title=TITLE)
    question.remove(by=question.author, because="")
    client.force_login(mo)
    text = text_of(roll_back(client, question, to=1))
    assert "This post has been removed." in text
