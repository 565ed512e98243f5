"""What becomes of each thing in a dump, on one small enough to read."""

import pytest

from accounts.models import User
from answers.models import Answer
from interchange.models import Source
from questions.models import Category, Question, Tag
from tests.cast import ada, question
from tests.interchange.dumps import (
    HISTORY,
    POSTS,
    SITE,
    TAGS,
    USERS,
    bring_in,
    changed,
    without,
    write,
)

pytestmark = pytest.mark.django_db


def _question(number):
    return Question.objects.get(source__external_id=number)


def _answer(number):
    return Answer.objects.get(source__external_id=number)


def test_bodies_are_sanitized_like_a_members(tmp_path):
    bring_in(write(tmp_path))
    html = _answer(21).body_html
    assert "Right over left" in html
    assert "<script" not in html
    assert "<script" not in User.objects.get(name="Reef").about_html
    assert _question(11).body_format == "html"


def test_relative_links_lead_to_the_site_they_came_from(tmp_path):
    bring_in(write(tmp_path))
    assert f'href="{SITE}/q/12"' in _question(11).body_html


def test_markdown_is_the_newest_that_fits_the_posts_last_edit(tmp_path):
    bring_in(write(tmp_path, history=HISTORY))
    answer = _answer(21)
    assert (answer.body_format, answer.body) == ("markdown", "Right over left, *left over right*.")
    assert answer.body_html == "<p>Right over left, <em>left over right</em>.</p>"
    assert answer.first_words == "Right over left, left over right."
    assert _answer(22).body_format == "html"


def test_a_licence_is_the_rows_own_or_else_that_of_its_day(tmp_path):
    bring_in(write(tmp_path))
    assert _question(11).licence == "CC BY-SA 2.5"
    assert _answer(22).licence == "CC BY-SA 3.0"
    assert _answer(21).licence == "CC BY-SA 4.0"
    assert _question(12).licence == "CC BY-SA 4.0"


def test_each_post_names_and_links_its_source_and_author(tmp_path):
    bring_in(write(tmp_path))
    source = _answer(21).source
    assert (source.url, source.author_name) == (f"{SITE}/a/21", "Bowline")
    assert source.author_url == f"{SITE}/users/8"
    removed_owner = _question(12).source
    assert (removed_owner.author_name, removed_owner.author_url) == ("user99", "")
    assert removed_owner.url == f"{SITE}/q/12"


def test_tags_with_odd_characters_arrive_with_their_descriptions(tmp_path):
    bring_in(write(tmp_path))
    assert set(Tag.objects.values_list("name", "question_count")) == {("c++", 1), (".net", 2)}
    tag = Tag.objects.get(name="c++")
    assert "A language." in tag.description_html
    assert "More on it." in tag.description_html
    assert tag.source.url == f"{SITE}/tags/c%2B%2B/info"


def test_closed_accepted_and_community_owned_posts(tmp_path):
    bring_in(write(tmp_path))
    assert f"{_question(12).closed_at:%Y-%m-%d}" == "2012-06-01"
    assert _question(12).closure.because == "Closed on the site it came from."
    accepted = _answer(21)
    assert accepted.accepted_at == _question(11).accepted_at is not None
    assert _question(11).rewarded_at is not None  # no coins are paid for it here
    assert _question(11).acceptances.get().by.name == "Reef"
    assert f"{accepted.community_wiki_at:%Y-%m-%d}" == "2018-06-02"


def test_posts_of_other_types_are_counted_as_left_out(tmp_path):
    assert "Left out: 1 wiki placeholders" in bring_in(write(tmp_path))


def test_a_long_title_is_cut_and_marked(tmp_path):
    bring_in(write(tmp_path, posts=changed(POSTS, "11", Title="long " * 60)))
    assert len(_question(11).title) <= 150
    assert _question(11).title.endswith("long…")


def test_a_name_keeps_no_invisible_characters(tmp_path):
    bring_in(write(tmp_path, users=changed(USERS, "8", DisplayName="Bow\u202eline\u200b")))
    assert _answer(21).author.name == "Bowline"


def test_equal_names_are_two_members(tmp_path):
    bring_in(write(tmp_path, users=changed(USERS, "8", DisplayName="Reef")))
    assert User.objects.filter(name="Reef").count() == 2


def test_questions_go_into_the_category_named(tmp_path):
    bring_in(write(tmp_path), category="Knots")
    assert set(Question.objects.values_list("category__name", flat=True)) == {"Knots"}
    assert Category.objects.get().level == 1


def test_a_second_run_changes_nothing(tmp_path):
    folder = write(tmp_path, history=HISTORY)
    bring_in(folder)
    before = _everything_stored()
    said = bring_in(folder)
    assert "Questions: 2 as before" in said
    assert "Formatting texts: 0 " in said
    assert _everything_stored() == before


def _everything_stored():
    return [
        [bytes(value) if isinstance(value, memoryview) else value for value in row]
        for model in (User, Question, Answer, Tag, Source)
        for row in model.objects.order_by("pk").values_list()
    ]


def test_a_changed_post_is_updated_in_its_place(tmp_path):
    bring_in(write(tmp_path))
    pk = _answer(22).pk
    Answer.sketch_missing(100)
    assert _answer(22).sketch
    changes = {"Body": "<p>The other way round.</p>", "LastEditDate": "2019-01-01T00:00:00.000"}
    said = bring_in(write(tmp_path, posts=changed(POSTS, "22", **changes)))
    assert "1 changed" in said
    assert (_answer(22).pk, _answer(22).body_html) == (pk, "<p>The other way round.</p>")
    assert _answer(22).edited_at.year == 2019
    assert _answer(22).sketch is None


def test_questions_retagged_there_are_retagged_here(tmp_path):
    bring_in(write(tmp_path))
    bring_in(write(tmp_path, posts=changed(POSTS, "11", Tags="<.net>")))
    assert [t.tag.name for t in _question(11).taggings.all()] == [".net"]
    assert dict(Tag.objects.values_list("name", "question_count")) == {"c++": 0, ".net": 2}


def test_score_and_views_are_the_dumps_plus_ours(tmp_path):
    bring_in(write(tmp_path))
    Question.objects.filter(pk=_question(11).pk).update(score=5 + 3, view_count=100 + 40)
    bring_in(write(tmp_path, posts=changed(POSTS, "11", Score="6", ViewCount="150")))
    assert (_question(11).score, _question(11).view_count) == (9, 190)
    assert set(_question(11).taggings.values_list("score", flat=True)) == {9}


def test_an_acceptance_moves_with_the_dump(tmp_path):
    bring_in(write(tmp_path))
    bring_in(write(tmp_path, posts=changed(POSTS, "11", AcceptedAnswerId="22")))
    assert _answer(21).accepted_at is None
    assert _answer(22).accepted_at == _question(11).accepted_at is not None
    bring_in(write(tmp_path, posts=changed(POSTS, "11", AcceptedAnswerId=None)))
    assert _question(11).accepted_at is None
    assert not _question(11).acceptances.filter(withdrawn_at=None).exists()


def test_what_reopens_there_reopens_here(tmp_path):
    bring_in(write(tmp_path))
    bring_in(write(tmp_path, posts=changed(POSTS, "12", ClosedDate=None)))
    assert _question(12).closed_at is None
    assert _question(12).closures.get().reopened_at


def test_a_members_own_posts_and_tags_are_untouched(tmp_path):
    mine = question(ada(), tags=[".net"])
    bring_in(write(tmp_path))
    bring_in(write(tmp_path, posts=without(POSTS, "12"), tags=without(TAGS, "2")), yes=True)
    mine.refresh_from_db()
    assert mine.removed_at is None
    assert Tag.objects.get(name=".net").removed_at is None
    assert Tag.objects.get(name=".net").question_count == 2


def test_two_sites_may_share_a_tag(tmp_path):
    bring_in(write(tmp_path))
    said = bring_in(write(tmp_path), site="https://ropes.stackexchange.com")
    assert "2 left to the site they came from first" in said
    assert dict(Tag.objects.values_list("name", "question_count")) == {"c++": 2, ".net": 4}
    assert Tag.objects.get(name="c++").source.site_url == SITE
