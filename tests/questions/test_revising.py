"""Every edit of a question keeps what it changed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from interchange.models import Source
from posts.models import ChangedMeanwhile
from questions.models import Category, Question, QuestionRevision, Tag
from tests import cast

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
MINUTES = timedelta(minutes=1)
TITLE = "Can a sore back come from low spirits?"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START) as traveller:
        yield traveller


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def mo():
    return cast.mo()


def edit(question, by, because="", **changed):
    """An edit that changes these parts alone."""
    row = Question.objects.get(pk=question.pk)
    now = row.content
    del now["body_format"]
    return row.edit(by=by, because=because, **(now | changed))


def kept(question, *names):
    return list(question.revisions.order_by("number").values_list("number", *names))


def test_a_question_that_is_never_edited_keeps_nothing(question):
    assert not QuestionRevision.objects.exists()


def test_the_first_edit_keeps_the_question_as_it_was_asked_too(question, mo, clock):
    clock.shift(10 * MINUTES)
    edit(question, mo, "A clearer title.", title=TITLE, tags=["mood"])
    first, second = question.revisions.order_by("number")
    assert (first.number, first.by, first.at) == (1, question.author, question.created_at)
    assert (first.title, first.tags) == (question.title, ["depression", "back-pain"])
    assert (second.number, second.by, second.because) == (2, mo, "A clearer title.")
    assert (second.title, second.tags, second.category) == (TITLE, ["mood"], question.category)
    assert second.at == Question.objects.get().edited_at


@pytest.mark.parametrize("part", ["title", "body", "tags", "category"])
def test_each_part_of_the_content_makes_a_revision(question, mo, part):
    other = {
        "title": TITLE,
        "body": cast.LONG_ENOUGH + " More.",
        "tags": ["mood"],
        "category": Category.objects.create(name="Home"),
    }
    edit(question, mo, **{part: other[part]})
    assert question.revisions.get(number=2).content[part] == other[part]


def test_an_edit_that_changes_nothing_leaves_no_trace(question, mo):
    edit(question, mo, "Nothing.")
    edit(question, mo, "Only their order.", tags=["back-pain", "depression"])
    assert not QuestionRevision.objects.exists()
    assert Question.objects.get().edited_at is None
    assert Question.objects.get().active_at == question.active_at


def test_what_the_author_changes_within_five_minutes_is_the_question_as_asked(question, mo, clock):
    clock.shift(4 * MINUTES)
    edit(question, question.author, title=TITLE)
    assert not QuestionRevision.objects.exists()
    clock.shift(10 * MINUTES)
    edit(question, mo, tags=["mood"])
    assert kept(question, "title") == [(1, TITLE), (2, TITLE)]


def test_further_edits_by_the_same_hand_are_one_revision(question, mo, clock):
    edit(question, mo, "Tags.", tags=["mood"])
    clock.shift(4 * MINUTES)
    edit(question, mo, title=TITLE)
    assert kept(question, "title", "tags", "because") == [
        (1, question.title, ["depression", "back-pain"], ""),
        (2, TITLE, ["mood"], "Tags."),
    ]
    clock.shift(2 * MINUTES)
    edit(question, mo, "The body.", body=cast.LONG_ENOUGH + " More.")
    assert question.revisions.count() == 3


def test_another_hand_makes_another_revision(question, mo):
    edit(question, mo, tags=["mood"])
    edit(question, question.author, title=TITLE)
    edit(question, mo, tags=["spine"])
    ada = question.author.pk
    assert kept(question, "by") == [(1, ada), (2, mo.pk), (3, ada), (4, mo.pk)]


def test_the_minutes_are_a_setting(question, mo, settings):
    settings.REVISION_MINUTES = 0
    edit(question, mo, tags=["mood"])
    edit(question, mo, title=TITLE)
    assert question.revisions.count() == 3


def test_what_stands_there_by_now_is_not_overwritten(question, mo):
    seen = Question.objects.get().version
    edit(question, mo, title=TITLE)
    with pytest.raises(ChangedMeanwhile) as refusal:
        edit(question, question.author, tags=["mood"], based_on=seen)
    assert refusal.value.post.title == TITLE
    assert question.revisions.count() == 2


def test_a_revision_that_was_amended_counts_as_a_change_too(question, mo):
    """Its number is the same, and what the others see is not what stands there."""
    edit(question, mo, title=TITLE)
    seen = Question.objects.get().version
    edit(question, mo, tags=["mood"])
    with pytest.raises(ChangedMeanwhile):
        edit(question, question.author, title="Another title for this question", based_on=seen)


def test_the_same_form_sent_twice_is_one_edit(question, mo):
    seen = Question.objects.get().version
    for _ in range(2):
        edit(question, mo, title=TITLE, based_on=seen)
    assert question.revisions.count() == 2


def test_nobody_edits_what_has_been_removed(question, mo):
    question.remove(by=mo, because="Off the subject.")
    with pytest.raises(ValidationError):
        edit(question, mo, title=TITLE)
    assert not QuestionRevision.objects.exists()


def test_a_revision_outlives_its_maker_and_its_category(question):
    dee = cast.member("Dee Edits", is_staff=True)
    edit(question, dee, category=Category.objects.create(name="Home"))
    edit(question, question.author, category=question.category)
    dee.delete()
    Category.objects.get(name="Home").delete()
    second = question.revisions.get(number=2)
    assert (second.by, second.category) == (None, None)


# --- Rolling back


def test_rolling_back_makes_a_new_revision_with_the_old_content(question, mo):
    edit(question, mo, title=TITLE, tags=["mood"], body=cast.LONG_ENOUGH + " More.", category=None)
    question.roll_back(by=mo, to=question.revisions.get(number=1))
    now, third = Question.objects.get(), question.revisions.get(number=3)
    assert now.content == third.content
    assert (now.title, now.body, now.category) == (
        *(question.title, question.body, question.category),
    )
    assert set(now.content["tags"]) == {"depression", "back-pain"}
    assert third.reason == "Rolled back to revision 1"


def test_rolling_back_to_what_is_there_does_nothing(question, mo):
    edit(question, mo, title=TITLE)
    for _ in range(2):
        question.roll_back(by=mo, to=question.revisions.get(number=1))
    question.roll_back(by=mo, to=question.revisions.get(number=3))
    assert question.revisions.count() == 3


def test_an_edit_after_rolling_back_is_a_revision_of_its_own(question, mo):
    edit(question, mo, title=TITLE)
    question.roll_back(by=mo, to=question.revisions.get(number=1))
    edit(question, mo, tags=["mood"])
    assert kept(question, "rolled_back_to") == [(1, None), (2, None), (3, 1), (4, None)]


def test_a_tag_that_was_removed_and_a_category_that_is_gone_stay_away(question, mo):
    home = Category.objects.create(name="Home")
    edit(question, mo, tags=["mood", "spine"], category=home)
    edit(question, question.author, tags=["back-pain"], category=question.category)
    Tag.objects.get(name="mood").remove(by=mo, because="Too wide.")
    home.delete()
    question.roll_back(by=mo, to=question.revisions.get(number=2))
    now = Question.objects.get()
    assert (now.content["tags"], now.category) == (["spine"], question.category)


def test_rolling_back_to_foreign_html_brings_its_format_and_its_links_back(question, mo):
    body = '<p>See <a href="/q/1">there</a>, where all of it is told.</p>'
    source = {"site_url": "https://old.example", "url": "https://old.example/q/7", "digest": b""}
    Source.objects.create(kind="question", question=question, external_id=7, **source)
    question.body, question.body_format = body, "html"
    question.render_body()
    question.save()
    html = Question.objects.get().body_html
    assert 'href="https://old.example/q/1"' in html
    edit(question, mo, body=cast.LONG_ENOUGH)
    edit(question, question.author, body=body)
    assert Question.objects.get().body_format == "markdown"
    question.roll_back(by=mo, to=question.revisions.get(number=1))
    now = Question.objects.get()
    assert (now.body, now.body_format, now.body_html) == (body, "html", html)


def test_only_those_who_may_edit_roll_back(question, mo):
    edit(question, mo, title=TITLE)
    for other in (cast.cy(), cast.sue()):
        with pytest.raises(PermissionDenied):
            question.roll_back(by=other, to=question.revisions.get(number=1))
    assert Question.objects.get().title == TITLE
