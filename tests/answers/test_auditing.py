from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from answers.jobs import audit_ledger
from answers.laws import LAWS
from rewards.audit import audit
from tests import cast
from tests.coins import rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    ada, bo = rich(cast.ada()), cast.bo()
    question = cast.question(ada, coins=40)
    cast.answer(bo, question).accept(by=ada)
    question.pledge(by=ada, coins=30, once_key="more")
    return question


def differences():
    return [line for check in audit(LAWS) for line in check.differences]


def damage(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; {sql}")


def test_what_the_verbs_did_is_right(question):
    assert differences() == []
    question.close(by=cast.mo(), because="Too broad.")
    User.objects.get(name="Bo Answers").delete_account()
    assert differences() == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE questions_bounty SET closed_at = now() WHERE closed_at IS NULL", "not open or"),
        ("DELETE FROM questions_bounty", "not open or"),
        ("UPDATE questions_question SET pot_coins = 31", "shows 31 coins; 30"),
        ("UPDATE questions_question SET rewarded_at = NULL", "was rewarded, and"),
        ("UPDATE answers_answer SET awarded_coins = 1", "shows 1 coins; pots paid 40"),
    ],
)
def test_what_does_not_fit_the_questions_is_named(question, sql, said):
    damage(sql)
    assert any(said in line for line in differences())


def test_a_reference_to_nothing_is_named(question):
    damage("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rewards_transfer DISABLE TRIGGER USER")
        cursor.execute("UPDATE rewards_transfer SET about_id = 77 WHERE reason = 'welcome'")
        cursor.execute("ALTER TABLE rewards_transfer ENABLE TRIGGER USER")
    assert "1 transfers are about the member 77, which is not there." in differences()


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_checked_and_ends_with_an_error_at_a_difference(question):
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    assert "The ledger adds up." in out.getvalue()
    assert "references: " in out.getvalue()
    damage("UPDATE questions_question SET pot_coins = 31")
    with pytest.raises(CommandError, match="1 differences"):
        call_command("audit_ledger", stdout=out)
    assert "shows 31 coins" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_administrators_are_told_of_a_difference_and_of_nothing_else(question):
    cast.member("Rita Root", is_staff=True, is_superuser=True)
    audit_ledger()
    assert mail.outbox == []
    damage("UPDATE questions_question SET pot_coins = 31")
    audit_ledger()
    [message] = mail.outbox
    assert message.to == ["rita.root@cast.invalid"]
    assert "shows 31 coins" in message.body
