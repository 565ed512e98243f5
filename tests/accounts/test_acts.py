"""The log of moderators' acts: what stands in it, and that nothing leaves it."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.grants import agree, grant
from accounts.models import Act, User
from questions.models import Tag
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db
WHY = {"because": "It advertises chairs."}


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def ada():
    return cast.ada()


def log():
    """Kind, what it is about, and whom it concerns, of every act in order."""
    acts = Act.objects.order_by("pk")
    return [(act.kind, act.about_kind, act.about_id, act.of) for act in acts]


def test_removing_and_restoring_posts(mo, ada):
    question = cast.question(ada)
    answer = cast.answer(cast.bo(), question)
    answer.remove(by=mo, **WHY)
    answer.restore(by=mo)
    question.remove(by=mo, **WHY)
    question.restore(by=mo)
    of_answer, of_question = ("answer", answer.pk, answer.author_id), ("question", question.pk)
    assert log() == [
        ("removed", *of_answer),
        ("restored", *of_answer),
        ("removed", *of_question, ada.pk),
        ("restored", *of_question, ada.pk),
    ]
    assert list(Act.objects.order_by("pk").values_list("because", flat=True)) == [
        *(WHY["because"], ""),
        *(WHY["because"], ""),
    ]


def test_what_is_done_twice_is_logged_once(mo, ada):
    question = cast.question(ada)
    for _ in range(2):
        question.remove(by=mo, **WHY)
    for _ in range(2):
        question.restore(by=mo)
    for _ in range(2):
        question.close(by=mo, **WHY)
    for _ in range(2):
        question.reopen(by=mo)
    assert [kind for kind, *_ in log()] == ["removed", "restored", "closed", "reopened"]


def test_what_is_ones_own_is_no_act(mo, ada):
    for author in (mo, ada):
        question = cast.question(author)
        question.remove(by=author, **WHY)
        question.restore(by=author)
    mine = cast.question(mo)
    mine.close(by=mo, **WHY)
    mine.reopen(by=mo)
    assert log() == []


def test_what_nobody_here_did_is_no_act(ada):
    ada.suspend(by=None, because="Imported.")
    assert log() == []


def test_a_removal_that_takes_the_authors_place_is_an_act(mo, ada):
    question = cast.question(ada)
    question.remove(by=ada, because="Changed my mind.")
    question.remove(by=mo, **WHY)
    assert log() == [("removed", "question", question.pk, ada.pk)]


def test_members_and_tags(mo, ada):
    cast.question(ada)
    tag = Tag.objects.get(name="back-pain")
    ada.suspend(by=mo, **WHY)
    ada.lift_suspension(by=mo)
    ada.lift_suspension(by=mo)
    ada.remove(by=mo, **WHY)
    ada.restore(by=mo)
    tag.rename("backache", by=mo, **WHY)
    tag.rename("backache", by=mo, **WHY)
    tag.remove(by=mo, **WHY)
    tag.restore(by=mo)
    member, of_tag = ("member", ada.pk, ada.pk), ("tag", tag.pk, None)
    assert log() == [
        ("suspended", *member),
        ("lifted", *member),
        ("profile removed", *member),
        ("profile restored", *member),
        ("renamed", *of_tag),
        ("removed", *of_tag),
        ("restored", *of_tag),
    ]
    assert Act.objects.get(kind="renamed").because == f"back-pain → backache. {WHY['because']}"


def test_grants_and_fines_are_logged_once_however_often_they_are_sent(mo, ada):
    key = uuid4()
    for _ in range(2):
        small = grant(member=ada, coins=50, because="A prize.", by=mo, once_key=key)
    fine = grant(member=ada, coins=-5, because="Advertising.", by=mo)
    big = grant(member=ada, coins=5_000, because="A big prize.", by=mo)
    second = cast.member("Second Thought", is_staff=True)
    for _ in range(2):
        agree(big, by=second)
    assert log() == [
        ("granted", "grant", small.pk, ada.pk),
        ("fined", "grant", fine.pk, ada.pk),
        ("granted", "grant", big.pk, ada.pk),
        ("agreed", "grant", big.pk, ada.pk),
    ]
    assert Act.objects.get(kind="agreed").by == second


def test_an_act_that_is_rolled_back_is_not_in_the_log(mo, ada):
    question = cast.question(ada)
    with transaction.atomic():
        question.remove(by=mo, **WHY)
        transaction.set_rollback(True)
    assert log() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_act SET because = ''",
        "UPDATE accounts_act SET at = now()",
        "DELETE FROM accounts_act",
        "TRUNCATE accounts_act CASCADE",
    ],
)
def test_the_database_refuses_to_rewrite_it(mo, ada, sql):
    ada.suspend(by=mo, **WHY)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="the log refuses"), transaction.atomic():
            cursor.execute(sql)
    assert Act.objects.get().because == WHY["because"]


def test_whoever_stands_in_it_cannot_be_deleted(mo, ada):
    ada.suspend(by=mo, **WHY)
    mo.is_staff = False
    mo.save(update_fields=["is_staff"])
    with pytest.raises(ValidationError, match="log of that is kept"):
        mo.delete_account()
    with pytest.raises(ProtectedError):
        mo.delete()


def test_whom_it_concerns_may_leave(mo, ada):
    ada.suspend(by=mo, **WHY)
    number = ada.pk
    ada.delete_account()
    assert not User.objects.filter(pk=number).exists()
    assert log() == [("suspended", "member", number, number)]


@pytest.mark.django_db(transaction=True)
def test_one_grant_sent_twice_at_once_is_one_act(mo, ada):
    sent = {"member": ada, "coins": 50, "because": "A prize.", "by": mo, "once_key": uuid4()}
    results = at_once(*[lambda: grant(**sent)] * 4)
    assert failures(results) == []
    assert len(log()) == 1


def test_the_time_is_that_of_the_act(mo, ada):
    before = timezone.now()
    ada.suspend(by=mo, **WHY)
    assert before <= Act.objects.get().at <= timezone.now()
