"""What stands beside a tag's questions: the tags it goes with, and who answers there."""

import pytest

from answers.models import Answer
from pages import tag_rail
from questions.models import Tag
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


def rail(client):
    """The names of the related tags, and the points of the answerers by name, in order."""
    context = client.get("/tags/sleep/").context
    points = [(member.name, member.points) for member in context["answerers"]]
    return [tag.name for tag in context["related"]], points


def answered(question, by, score):
    answer = cast.answer(by, question)
    Answer.objects.filter(pk=answer.pk).update(score=score)
    return answer


def test_tags_that_it_often_goes_with_come_first(client, ada):
    for tags in (["sleep", "work"], ["sleep", "mood"], ["mood", "sleep"], ["mood", "tea"]):
        cast.question(ada, tags=tags)
    assert rail(client)[0] == ["mood", "work"]


def test_who_got_the_most_points_comes_first_and_who_got_none_not_at_all(client, ada):
    bo, cy, dee = cast.bo(), cast.cy(), cast.member("Dee Denied")
    one, two = (cast.question(ada, tags=["sleep"]) for _ in range(2))
    answered(one, bo, 3)
    answered(one, cy, 2)
    answered(two, cy, 2)
    answered(two, dee, -1)
    answered(cast.question(ada, tags=["tea"]), bo, 9)
    answered(two, bo, 5).remove(by=cast.mo(), because="Off the subject.")
    assert rail(client)[1] == [("Cy Stranger", 4), ("Bo Answers", 3)]


def test_only_the_newest_questions_are_looked_at(client, ada, monkeypatch):
    monkeypatch.setattr(tag_rail, "NEWEST", 1)
    answered(cast.question(ada, tags=["sleep", "mood"]), cast.bo(), 3)
    answered(cast.question(ada, tags=["sleep", "work"]), cast.cy(), 2)
    assert rail(client) == (["work"], [("Cy Stranger", 2)])


def test_what_is_kept_shows_nobody_and_nothing_that_was_removed_since(client, ada):
    bo, mo = cast.bo(), cast.mo()
    answered(cast.question(ada, tags=["sleep", "mood"]), bo, 3)
    assert rail(client) == (["mood"], [("Bo Answers", 3)])
    Tag.objects.get(name="mood").remove(by=mo, because="It says nothing.")
    bo.remove(by=mo, because="A name like that.")
    assert rail(client) == ([], [])


def test_it_is_kept_for_a_while(client, ada, monkeypatch):
    cast.question(ada, tags=["sleep", "mood"])
    rail(client)
    monkeypatch.setattr(tag_rail, "_related", None)
    assert rail(client)[0] == ["mood"]
