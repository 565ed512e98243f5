"""Two questions become one: where everything goes, and what nobody loses by it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Act, Appeal
from answers.laws import LAWS
from answers.models import Answer
from answers.settlement import settle_due
from bookmarks.models import Bookmark
from moderation.merging import merge
from moderation.models import Flag
from posts.models import Draft
from questions.models import Follow, Merge, Question, Tag, ViewDay
from questions.models.originals import NotTheOriginal
from questions.naming import question_named
from rewards.audit import audit
from rewards.models import Pot
from tests import cast
from tests.coins import coins, fresh, in_pot, rich
from tests.standing import reputation, standing
from votes.laws import LAWS as LAWS_OF_REPUTATION
from votes.models import Vote

pytestmark = pytest.mark.django_db
WHY = {"because": "Both ask the same."}


@pytest.fixture(autouse=True)
def _the_books_are_right():
    yield
    checks = [*audit(LAWS), *audit(LAWS_OF_REPUTATION)]
    assert [line for check in checks for line in check.differences] == []
    counted = {tag.name: tag.taggings.filter(removed_at=None).count() for tag in Tag.objects.all()}
    assert dict(Tag.objects.values_list("name", "question_count")) == counted


@pytest.fixture
def cy(db):
    return cast.cy()


@pytest.fixture
def other(cy):
    return cast.question(cy, title="Does a low mood make the back ache?", tags=["mood"])


def merged(question, other, mo):
    """Merge, and read both anew."""
    assert merge(fresh(question), into=fresh(other), by=mo, **WHY)
    return fresh(question), fresh(other)


def test_answers_of_all_kinds_move_with_their_counts(question, other, answer, bo, mo):
    gone, own = cast.answer(bo, question), cast.answer(bo, other)
    gone.remove(by=mo, because="Off the subject.")
    question, other = merged(question, other, mo)
    assert set(other.answers.all()) == {answer, gone, own}
    assert (question.answer_count, other.answer_count) == (0, 2)
    assert set(other.taggings.values_list("answer_count", flat=True)) == {2}
    fresh(gone).restore(by=mo)
    assert fresh(other).answer_count == 3


def test_comments_move_with_their_counts(question, other, answer, ada, cy, mo):
    here, below = cast.comment(ada, question), cast.comment(ada, answer)
    cast.comment(ada, question).remove(by=ada, because="A slip.")
    cast.comment(cy, other)
    question, other = merged(question, other, mo)
    assert (question.comment_count, other.comment_count) == (0, 2)
    assert other.comments.count() == 3
    assert (fresh(here).page_key, fresh(below).page_key) == (other.page_key, other.page_key)


def test_its_address_leads_to_the_other_for_everybody(client, question, other, answer, ada, mo):
    question, other = merged(question, other, mo)
    for viewer in (None, ada, mo):
        if viewer:
            client.force_login(viewer)
        for path in (f"/questions/{question.pk}/", question.get_absolute_url()):
            response = client.get(path)
            assert (response.status_code, response["Location"]) == (301, other.get_absolute_url())
    assert client.get(answer.get_absolute_url()).url.startswith(other.get_absolute_url())


def test_lists_and_tags_no_longer_have_it(client, question, other, mo):
    merged(question, other, mo)
    assert [each.pk for each in client.get("/questions/").context["questions"]] == [other.pk]
    assert Tag.objects.get(name="depression").question_count == 0
    assert [each.pk for each in client.get("/tags/depression/").context["questions"]] == []


def test_it_is_done_once(question, other, answer, mo):
    assert merge(question, into=other, by=mo, **WHY)
    assert not merge(question, into=other, by=mo, **WHY)
    assert not merge(fresh(question), into=fresh(other), by=mo, **WHY)
    assert (Merge.objects.count(), Act.objects.count()) == (1, 1)
    assert fresh(other).answer_count == 1
    third = cast.question(question.author, title="Has a sore back to do with sadness?")
    with pytest.raises(ValidationError):
        merge(question, into=third, by=mo, **WHY)


def test_moderators_merge_with_a_reason(question, other, ada, mo):
    with pytest.raises(PermissionDenied):
        merge(question, into=other, by=ada, **WHY)
    with pytest.raises(ValidationError):
        merge(question, into=other, by=mo, because=" ")
    assert not Merge.objects.exists()


def test_what_is_removed_is_not_merged(question, other, mo):
    question.remove(by=mo, because="Spam.")
    with pytest.raises(ValidationError):
        merge(question, into=other, by=mo, **WHY)
    with pytest.raises(NotTheOriginal):
        merge(other, into=question, by=mo, **WHY)


def test_a_chain_leads_to_the_last(client, question, other, answer, ada, mo):
    third = cast.question(ada, title="Has a sore back to do with sadness?")
    merged(question, other, mo)
    merged(other, third, mo)
    for each in (question, other):
        response = client.get(each.get_absolute_url())
        assert response["Location"] == third.get_absolute_url()
    assert list(third.answers.all()) == [answer]
    fourth = cast.question(ada, title="What else do people ask about backs?")
    merged(fourth, question, mo)
    assert fresh(fourth).merged_into == third


def test_a_form_that_names_a_merged_question_means_the_other(question, other, mo):
    merged(question, other, mo)
    assert question_named(f"#{question.pk}") == other


def test_no_circle_is_made(question, other, mo):
    with pytest.raises(NotTheOriginal):
        merge(question, into=question, by=mo, **WHY)
    merged(question, other, mo)
    with pytest.raises(NotTheOriginal):
        merge(other, into=question, by=mo, **WHY)
    assert Merge.objects.count() == 1


def test_duplicates_of_it_follow(question, other, ada, mo):
    copy = cast.question(ada, title="Is my back sore because I am sad?")
    copy.close(by=mo, kind="duplicate", original=question)
    merged(question, other, mo)
    assert [each.pk for each in fresh(copy).originals] == [other.pk]
    with pytest.raises(NotTheOriginal):
        merge(other, into=copy, by=mo, **WHY)


def test_a_duplicate_may_be_merged_into_its_original(question, other, mo):
    question.close(by=mo, kind="duplicate", original=other)
    question, _other = merged(question, other, mo)
    assert question.merged_into == other
    later = cast.question(mo, title="What should be asked about the back?")
    later.close(by=mo, kind="duplicate", original=question)
    assert [each.pk for each in fresh(later).originals] == [other.pk]


def test_a_duplicate_hands_what_it_gets_to_its_original(question, other, ada, mo):
    copy = cast.question(ada, title="Is my back sore because I am sad?")
    copy.close(by=mo, kind="duplicate", original=other)
    merge(question, into=copy, by=mo, **WHY)
    assert fresh(question).merged_into == other


def test_its_acceptance_ends_and_the_coins_stay(question, other, answer, ada, bo, cy, mo):
    answer.accept(by=ada)
    kept = cast.answer(ada, other)
    kept.accept(by=cy)
    paid = coins(ada, bo, cy)
    question, other = merged(question, other, mo)
    assert coins(ada, bo, cy) == paid
    assert (question.accepted_at, fresh(answer).accepted_at) == (None, None)
    assert other.accepted_at == fresh(kept).accepted_at
    assert reputation(bo) == 1
    assert not question.acceptances.filter(withdrawn_at=None).exists()


def test_an_answer_is_rewarded_once_wherever_it_stands(question, other, answer, ada, bo, cy, mo):
    answer.accept(by=ada)
    paid = coins(bo)
    _question, other = merged(question, other, mo)
    assert fresh(answer).accept(by=cy)
    assert coins(bo) == paid
    dee = cast.member("Dee Answers Later")
    cast.answer(dee, other).accept(by=cy)
    assert coins(dee) > 0


def test_a_pot_follows_and_its_promises_end(question, other, answer, ada, bo, mo):
    dee = rich(cast.member("Dee Pledges"))
    pledge = question.pledge(by=dee, coins=40, once_key="one")
    answer.accept(by=ada)
    assert pledge.promise
    _question, other = merged(question, other, mo)
    assert (in_pot(question), in_pot(other)) == (0, 40)
    assert pledge.promise is None
    days = {"runs_from": 3, "ends_at": 2, "settles_at": 1}
    Pot.objects.update(**{k: timezone.now() - n * timedelta(days=1) for k, n in days.items()})
    settle_due()
    assert coins(dee) == 500


def test_a_pot_goes_back_where_there_is_one_already(question, other, ada, mo):
    dee = rich(cast.member("Dee Pledges"))
    question.pledge(by=dee, coins=40, once_key="one")
    other.pledge(by=dee, coins=30, once_key="two")
    merged(question, other, mo)
    assert (in_pot(question), in_pot(other), coins(dee)) == (0, 30, 470)


def test_votes_stay_with_their_posts(question, other, answer, bo, mo):
    voter = standing(cast.member("Vera Votes"), 200)
    Vote.cast(by=voter, post=question, value=1)
    Vote.cast(by=voter, post=answer, value=1)
    question, other = merged(question, other, mo)
    assert (question.score, other.score, fresh(answer).score) == (1, 0, 1)


def test_followers_and_bookmarks_move_without_doubles(question, other, ada, bo, cy, mo):
    Follow.begin(by=bo, question=question)
    Follow.stop(by=ada, question=question)
    Follow.begin(by=cy, question=question)
    Bookmark.put(by=bo, post=question, note="To read.")
    Bookmark.put(by=cy, post=question, note="The first.")
    Bookmark.put(by=cy, post=other, note="The second.")
    question, other = merged(question, other, mo)
    assert set(other.follows.current().values_list("member", flat=True)) == {bo.pk, cy.pk}
    assert other.follows.count() == 3
    notes = other.bookmarks.values_list("member", "note")
    assert dict(notes) == {bo.pk: "To read.", cy.pk: "The second."}
    assert not question.follows.exists()
    assert not question.bookmarks.exists()


def test_views_are_added_by_the_day(question, other, mo):
    today = timezone.now().date()
    yesterday = today - timedelta(days=1)
    for each, day, views in [(question, today, 3), (question, yesterday, 4), (other, today, 10)]:
        ViewDay.objects.create(question=each, day=day, views=views, crawler_hits=1)
    Question.objects.filter(pk=question.pk).update(view_count=70)
    Question.objects.filter(pk=other.pk).update(view_count=100)
    question, other = merged(question, other, mo)
    assert (question.view_count, other.view_count) == (0, 170)
    days = dict(other.view_days.values_list("day", "views"))
    assert days == {today: 13, yesterday: 4}
    assert other.view_days.get(day=today).crawler_hits == 2


def test_what_was_wanted_of_the_question_alone_is_settled(question, other, bo, cy, mo, regulars):
    suggested = cast.suggestion(cy, question)
    flag = Flag.put(by=regulars[0], post=question, kind="place")
    Draft.keep(by=bo, place=f"answer:question:{question.pk}", fields={"body": "I know"})
    question, other = merged(question, other, mo)
    suggested.refresh_from_db()
    assert (suggested.verdict, suggested.decided_by) == ("rejected", mo)
    flag.refresh_from_db()
    assert flag.helpful
    assert Draft.at(f"answer:question:{other.pk}", by=bo).fields == {"body": "I know"}


def test_it_is_not_restored_and_takes_nothing_any_more(question, other, ada, bo, mo):
    question, other = merged(question, other, mo)
    for verb in (
        lambda: question.restore(by=mo),
        lambda: cast.answer(bo, question),
        lambda: cast.comment(ada, question),
        lambda: question.pledge(by=rich(ada), coins=40, once_key="one"),
    ):
        with pytest.raises(ValidationError):
            verb()
    assert fresh(question).removed_at


def test_an_answer_that_was_being_written_is_given_to_the_other(client, question, other, bo, mo):
    client.force_login(bo)
    question, other = merged(question, other, mo)
    sent = {"body": cast.own_words(), "once_key": "6f1c5b0e-8f5a-4f6c-9a54-0b6a9e1a7c11"}
    response = client.post(f"/questions/{question.pk}/answers/", sent)
    assert response.status_code == 302
    assert Answer.objects.get().question == other


def test_its_asker_reads_why_and_may_appeal_once(client, question, other, ada, mo):
    question, other = merged(question, other, mo)
    act = Act.objects.get()
    assert (act.kind, act.about, act.of) == ("merged", ("question", question.pk), ada.pk)
    client.force_login(ada)
    page = client.get("/account/moderation/").text
    assert WHY["because"] in page
    assert f'href="{question.get_absolute_url()}"' in page
    words = "They ask for different things, as one can read."
    assert Appeal.make(by=ada, act=act, words=words) == Appeal.make(by=ada, act=act, words=words)
    client.logout()
    log = client.get("/moderation/log/").text
    assert "Merged into another one" in log
    assert WHY["because"] not in log


def test_a_large_question_is_merged_as_cheaply_as_a_small_one(question, other, bo, cy, mo):
    def filled(number):
        asked = cast.question(cy, title="What is the answer to all of it?")
        first = cast.answer(bo, asked)
        rows = [_copy(first) for _ in range(number)]
        Answer.objects.bulk_create(rows)
        Question.objects.filter(pk=asked.pk).update(answer_count=number + 1)
        return fresh(asked)

    def queries(asked):
        with CaptureQueriesContext(connection) as asked_for:
            assert merge(asked, into=fresh(other), by=mo, **WHY)
        return len(asked_for)

    queries(filled(0))  # the first one's followers move, those of the next follow already
    assert queries(filled(500)) == queries(filled(1))
    assert fresh(other).answer_count == 504


def _copy(answer):
    copy = Answer.objects.get(pk=answer.pk)
    copy.pk = None
    return copy
