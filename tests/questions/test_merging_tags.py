"""Two tags become one: its name, its address, and its questions one batch after the other."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Act
from hotpages import drops
from questions import tag_merging
from questions.jobs import go_on_merging_tags
from questions.models import Question, Tag, Tagging, TagSynonym
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh

pytestmark = pytest.mark.django_db
WHY = {"because": "They mean the same."}


def named(name):
    return Tag.objects.get(name=name)


@pytest.fixture(autouse=True)
def _tags_are_counted_right():
    yield
    counted = {tag.name: tag.taggings.filter(removed_at=None).count() for tag in Tag.objects.all()}
    assert dict(Tag.objects.values_list("name", "question_count")) == counted


@pytest.fixture
def ada(db):
    return cast.ada()


@pytest.fixture
def mo(db):
    return cast.mo()


@pytest.fixture
def question(ada):
    return cast.question(ada, tags=["sadness", "back-pain"])


@pytest.fixture
def other(ada):
    return cast.question(ada, title="Does walking help against back pain?", tags=["depression"])


def tags_of(question):
    return fresh(question).content["tags"]


def merged(one, other, mo):
    assert named(one).merge_into(named(other), by=mo, **WHY)
    go_on_merging_tags()
    return named(one), named(other)


def test_its_questions_get_the_other_in_its_place(question, other, mo):
    old, new = merged("sadness", "depression", mo)
    assert tags_of(question) == ["depression", "back-pain"]
    assert (old.question_count, new.question_count) == (0, 2)
    assert old.removal.because == WHY["because"]
    assert old not in Tag.objects.visible()


def test_a_question_that_has_both_keeps_one(ada, mo):
    question = cast.question(ada, tags=["depression", "sadness", "back-pain"])
    merged("sadness", "depression", mo)
    assert tags_of(question) == ["depression", "back-pain"]
    assert named("depression").question_count == 1


def test_a_removed_question_comes_back_with_the_other(question, other, mo):
    question.remove(by=mo, because="Off the subject.")
    merged("sadness", "depression", mo)
    assert named("depression").question_count == 1
    fresh(question).restore(by=mo)
    assert tags_of(question) == ["depression", "back-pain"]
    assert named("depression").question_count == 2


def test_its_address_leads_to_the_other_at_once(client, question, other, mo):
    named("sadness").merge_into(named("depression"), by=mo, **WHY)
    for _ in range(2):
        response = client.get("/tags/sadness/?tab=unanswered")
        assert response.status_code == 301
        assert response["Location"] == "/tags/depression/?tab=unanswered"
        go_on_merging_tags()
    assert client.get("/tags/depression/").status_code == 200
    assert "sadness" not in client.get("/tags/").text


def test_the_others_page_says_what_else_it_is_called(client, question, other, mo):
    merged("sadness", "depression", mo)
    assert "Also called <bdi>sadness</bdi>" in client.get("/tags/depression/").text
    assert "Also called" not in client.get("/tags/back-pain/").text


def test_its_name_means_the_other_when_asking_and_editing(question, other, ada, mo):
    named("sadness").merge_into(named("depression"), by=mo, **WHY)
    asked = cast.question(ada, tags=["sadness", "sleep", "depression"])
    assert tags_of(asked) == ["depression", "sleep"]
    content = fresh(other).content | {"tags": ["sadness", "walking"]}
    del content["body_format"]
    other.edit(by=ada, **content)
    assert tags_of(other) == ["depression", "walking"]
    go_on_merging_tags()


def test_an_edit_while_it_goes_on_keeps_the_number_of_tags(ada, other, mo):
    five = ["sadness", "one", "two", "three", "four"]
    question = cast.question(ada, tags=five)
    named("sadness").merge_into(named("depression"), by=mo, **WHY)
    content = fresh(question).content
    del content["body_format"]
    fresh(question).edit(by=ada, **content)
    go_on_merging_tags()
    assert sorted(tags_of(question)) == sorted(["depression", *five[1:]])


def test_a_roll_back_to_its_name_gives_the_other(question, other, ada, mo):
    content = fresh(question).content | {"tags": ["back-pain"], "title": "Another title, to edit?"}
    del content["body_format"]
    question.edit(by=mo, **content)
    merged("sadness", "depression", mo)
    fresh(question).roll_back(by=ada, to=question.revisions.get(number=1))
    assert sorted(tags_of(question)) == ["back-pain", "depression"]


def test_a_chain_leads_to_the_last(client, question, other, ada, mo):
    cast.question(ada, title="What is the mood made of, if anything?", tags=["mood"])
    named("sadness").merge_into(named("depression"), by=mo, **WHY)
    named("depression").merge_into(named("mood"), by=mo, **WHY)
    go_on_merging_tags()
    assert client.get("/tags/sadness/")["Location"] == "/tags/mood/"
    assert (tags_of(question), tags_of(other)) == (["mood", "back-pain"], ["mood"])
    late = Tag.objects.named(["low"])[0]
    late.merge_into(named("sadness"), by=mo, **WHY)
    assert named("low").meant == named("mood")


def test_it_is_done_once_and_makes_no_circle(question, other, mo):
    old, new = merged("sadness", "depression", mo)
    assert not old.merge_into(new, by=mo, **WHY)
    assert (TagSynonym.objects.count(), Act.objects.count()) == (1, 1)
    for one, into in [(new, old), (new, new), (old, named("back-pain"))]:
        with pytest.raises(ValidationError):
            one.merge_into(into, by=mo, **WHY)


def test_moderators_merge_with_a_reason_what_is_in_sight(question, other, ada, mo):
    one, two = named("sadness"), named("depression")
    with pytest.raises(PermissionDenied):
        one.merge_into(two, by=ada, **WHY)
    with pytest.raises(ValidationError):
        one.merge_into(two, by=mo, because=" ")
    two.remove(by=mo, because="A slip.")
    for merge in (
        lambda: one.merge_into(two, by=mo, **WHY),
        lambda: two.merge_into(one, by=mo, **WHY),
    ):
        with pytest.raises(ValidationError):
            merge()


def test_it_is_neither_restored_nor_renamed(question, other, mo):
    old, _new = merged("sadness", "depression", mo)
    with pytest.raises(ValidationError):
        old.restore(by=mo)
    with pytest.raises(ValidationError):
        old.rename("gloom", by=mo, **WHY)
    with pytest.raises(ValidationError):
        named("back-pain").rename("sadness", by=mo, **WHY)


def test_it_goes_on_where_it_was_killed(ada, other, mo, monkeypatch):
    monkeypatch.setattr(tag_merging, "BATCH", 2)
    for n in range(5):
        cast.question(ada, title=f"What is the answer to number {n}?", tags=["sadness"])
    named("sadness").merge_into(named("depression"), by=mo, **WHY)
    assert not tag_merging.go_on_merging(1)
    assert (named("sadness").question_count, named("depression").question_count) == (3, 3)

    class Killed(Exception):
        pass

    def killed(*keys):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(tag_merging, "drop", killed)
        with pytest.raises(Killed):
            tag_merging.go_on_merging(10)
    assert (named("sadness").question_count, named("depression").question_count) == (3, 3)
    assert tag_merging.go_on_merging(10)
    assert tag_merging.go_on_merging(10)
    assert (named("sadness").question_count, named("depression").question_count) == (0, 6)


def test_a_question_that_gets_the_old_tag_late_is_found_by_the_next_run(question, other, mo):
    merged("sadness", "depression", mo)
    late = Tagging.objects.filter(content_object=other)
    late.update(tag=named("sadness"))
    Tag.objects.count_questions([named("depression")], -1)
    Tag.objects.count_questions([named("sadness")], +1)
    go_on_merging_tags()
    assert tags_of(other) == ["depression"]


def test_pages_of_its_questions_are_dropped(question, other, mo, monkeypatch):
    dropped = []
    monkeypatch.setattr(tag_merging, "drop", lambda *keys: dropped.extend(keys))
    merged("sadness", "depression", mo)
    assert dropped == [question.page_key]
    assert drops.EVERYTHING not in dropped


def test_the_log_names_both(client, question, other, mo):
    old, _new = merged("sadness", "depression", mo)
    act = Act.objects.get()
    assert (act.kind, act.about) == ("merged", ("tag", old.pk))
    assert act.because == "sadness → depression. They mean the same."
    assert 'href="/tags/sadness/"' in client.get("/moderation/log/").text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_each_into_the_other_at_once_leaves_one(question, other, mo, turn):
    one, two = named("sadness"), named("depression")
    verbs = [
        lambda: one.merge_into(two, by=mo, **WHY),
        lambda: two.merge_into(one, by=mo, **WHY),
    ]
    results = at_once(*(verbs if turn % 2 else reversed(verbs)))
    assert failures(results, ValidationError) == []
    assert results.count(True) == 1
    assert TagSynonym.objects.count() == 1
    go_on_merging_tags()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_questions_asked_and_edited_at_once_end_with_the_other(question, other, ada, mo, turn):
    old, new = named("sadness"), named("depression")
    cast.question(ada, tags=["sadness", "depression"])

    def edit():
        content = fresh(question).content | {"tags": ["sadness", "sleep"]}
        del content["body_format"]
        return fresh(question).edit(by=ada, **content)

    verbs = [
        lambda: old.merge_into(new, by=mo, **WHY) and go_on_merging_tags(),
        lambda: cast.question(ada, tags=["sadness"]),
        lambda: cast.question(ada, tags=["sadness", "walking"]),
        edit,
    ]
    assert failures(at_once(*verbs)) == []
    go_on_merging_tags()
    assert not Tagging.objects.filter(tag=old).exists()
    assert named("depression").question_count == Question.objects.count()
