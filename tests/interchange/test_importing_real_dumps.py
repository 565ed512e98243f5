"""A whole real dump, judged by what the tests themselves count in the XML."""

from collections import Counter

import pytest
from django.db import transaction

from accounts.models import User
from answers.models import Acceptance, Answer
from interchange.models import Source
from questions.models import Closure, Question, Tag
from tests.interchange.dumps import bring_in, real, rows_of

pytestmark = pytest.mark.django_db

CONLANG = "https://conlang.meta.stackexchange.com"


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """One import for all tests of this file, undone at its end."""
    folder = real("se-conlang-meta-2020-09")
    with django_db_blocker.unblock(), transaction.atomic():
        bring_in(folder, CONLANG)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def conlang(imported, db):
    folder = imported
    posts = rows_of(folder, "Posts")
    return {
        "users": {row["Id"]: row for row in rows_of(folder, "Users")},
        "tags": rows_of(folder, "Tags"),
        "history": rows_of(folder, "PostHistory"),
        "questions": {row["Id"]: row for row in posts if row["PostTypeId"] == "1"},
        "answers": {row["Id"]: row for row in posts if row["PostTypeId"] == "2"},
    }


def _here(model):
    return {str(row.source.external_id): row for row in model.objects.select_related("source")}


def test_every_row_arrives_once(conlang):
    assert _here(User).keys() == conlang["users"].keys()
    assert _here(Question).keys() == conlang["questions"].keys()
    assert _here(Answer).keys() == conlang["answers"].keys()
    assert {tag.name for tag in Tag.objects.all()} == {row["TagName"] for row in conlang["tags"]}
    kinds = ("users", "tags", "questions", "answers")
    assert Source.objects.count() == sum(len(conlang[kind]) for kind in kinds)


def test_every_reference_points_where_it_pointed(conlang):
    for number, answer in _here(Answer).items():
        row = conlang["answers"][number]
        assert str(answer.question.source.external_id) == row["ParentId"]
    for model, kind in ((Question, "questions"), (Answer, "answers")):
        for number, post in _here(model).items():
            owner = conlang[kind][number].get("OwnerUserId")
            assert (str(post.author.source.external_id) if post.author else None) == owner
    accepted = {
        (str(a.question.source.external_id), str(a.answer.source.external_id))
        for a in Acceptance.objects.all()
    }
    assert accepted == {
        (number, row["AcceptedAnswerId"])
        for number, row in conlang["questions"].items()
        if "AcceptedAnswerId" in row
    }


def test_posts_without_an_owner_name_their_author(conlang):
    nameless = {k: v for k, v in conlang["answers"].items() if "OwnerUserId" not in v}
    assert nameless
    for number, row in nameless.items():
        source = Source.objects.get(kind="answer", external_id=number)
        assert source.author_name == row["OwnerDisplayName"]
        assert source.answer.author is None


def test_numbers_dates_and_licences_are_the_dumps(conlang):
    for model, kind in ((Question, "questions"), (Answer, "answers")):
        for number, post in _here(model).items():
            row = conlang[kind][number]
            assert post.score == int(row["Score"])
            assert post.licence == row["ContentLicense"]
            assert f"{post.created_at:%Y-%m-%dT%H:%M:%S}" == row["CreationDate"][:19]
            edited = row.get("LastEditDate", "")[:19]
            assert (f"{post.edited_at:%Y-%m-%dT%H:%M:%S}" if post.edited_at else "") == edited


def test_counters_are_right(conlang):
    tags = Counter()
    for number, question in _here(Question).items():
        row = conlang["questions"][number]
        assert question.answer_count == int(row["AnswerCount"])
        assert question.view_count == int(row["ViewCount"])
        names = row["Tags"].strip("<>").split("><")
        assert [t.tag.name for t in question.taggings.order_by("pk")] == names
        assert {t.answer_count for t in question.taggings.all()} == {question.answer_count}
        tags.update(names)
    assert {t.name: t.question_count for t in Tag.objects.exclude(question_count=0)} == tags


def test_closed_questions_are_closed_with_the_date_and_a_reason(conlang):
    closed = {
        row["ClosedDate"][:19] for row in conlang["questions"].values() if "ClosedDate" in row
    }
    assert {f"{c.at:%Y-%m-%dT%H:%M:%S}" for c in Closure.objects.all()} == closed
    assert Closure.objects.get().because == "The same has been asked before."
    assert Question.objects.exclude(closed_at=None).count() == len(closed)


def test_bodies_are_the_newest_markdown_of_their_history(conlang):
    newest = {}
    for row in conlang["history"]:
        if row["PostHistoryTypeId"] in {"2", "5", "8"}:
            newest[row["PostId"]] = max(newest.get(row["PostId"], ("", "")), _dated(row))
    for model in (Question, Answer):
        for number, post in _here(model).items():
            assert post.body_format == "markdown"
            assert post.body == newest[number][1]


def _dated(row):
    return row["CreationDate"], row["Text"].replace("\r\n", "\n")


def test_nothing_active_arrives(conlang):
    for html in Answer.objects.values_list("body_html", flat=True):
        assert "<script" not in html
        assert "onclick" not in html
