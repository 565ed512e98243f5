"""Searches and filters of the bank's lists: each finds what it names, and nothing else."""

import pytest

from pages.coins_admin import TransferAdmin, ledger
from rewards.leaving import leave
from rewards.models import MINT, SINK, Account, Grant, Pot, Reward, Seizure, Transfer
from rewards.models.transfer import Reason
from tests import cast
from tests.admin.pages import list_of, shown
from tests.coins import rich
from tests.rewards.admin_pages import moderator

pytestmark = pytest.mark.django_db
LISTS = [Account, Transfer, Reward, Pot, Grant]


@pytest.fixture
def admin(client):
    client.force_login(moderator())
    return client


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def bo():
    return cast.member("Bo Answers")


@pytest.fixture
def question(ada, bo):
    """Accepted and paid; of Ada's pot Cy's half is promised."""
    question = cast.question(ada)
    question.pledge(by=ada, coins=20, once_key="key")
    question.pledge(by=rich(cast.cy()), coins=30, once_key="key")
    cast.answer(bo, question).accept(by=ada)
    return question


def find(client, model, term):
    return set(shown(client.get(list_of(model), {"q": term})))


@pytest.mark.parametrize(
    "term", ["Ada.Asks@cast.invalid", "ada asks", "member {0.pk}", "{0.pk}", "Account #{1.pk}"]
)
def test_an_account_is_found_by_its_member(admin, ada, bo, term):
    account = Account.of(ada)
    Account.of(bo)
    assert find(admin, Account, term.format(ada, account)) == {account}


@pytest.mark.parametrize("term", ["ada.asks@cast.invalid", "Ada Asks", "account {0.pk}"])
def test_what_an_account_gave_and_got_is_found_by_its_member(admin, question, ada, term):
    account = Account.of(ada)
    moved = find(admin, Transfer, term.format(account))
    assert {(row.reason, row.coins) for row in moved} == {
        *(("grant", 500), ("pledge", 20), ("accepting", 5))
    }
    [reward] = find(admin, Reward, term.format(account))
    assert (reward.reason, reward.account) == ("accepting", account)


def test_transfers_are_found_by_number_key_and_what_they_are_about(admin, question):
    first = Transfer.objects.earliest("pk")
    assert find(admin, Transfer, f"#{first.pk}") == {first}
    reward = Transfer.objects.get(reason=Reason.ACCEPTED)
    assert find(admin, Transfer, reward.key) == {reward}
    about = Transfer.objects.filter(about_kind="question", about_id=question.pk)
    assert about.count() == 4
    assert find(admin, Transfer, f"question {question.pk}") == set(about)


def test_pots_are_found_by_question_and_by_who_pledged(admin, question):
    pot = Pot.objects.get()
    for term in (str(question.pk), f"question {question.pk}", "Cy Stranger", "Ada Asks"):
        assert find(admin, Pot, term) == {pot}, term
    assert find(admin, Pot, "Bo Answers") == set()


def test_rewards_are_found_by_question(admin, question):
    rewards = Reward.objects.filter(about_kind="question")
    assert rewards.count() == 2
    assert find(admin, Reward, f"question {question.pk}") == set(rewards)


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("term", ["0", "9" * 30, "x@cast.invalid", "member 0", "'; --"])
def test_no_search_breaks_a_list(admin, question, model, term):
    assert find(admin, model, term) == set()


def test_a_member_called_like_a_number_is_found(admin):
    account = Account.of(cast.member("Agent 007"))
    assert find(admin, Account, "agent 007") == {account}


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_shows_all_its_transfers(admin, question, ada, bo, reason):
    root = moderator("Root Grants")
    Grant.make(member=bo, coins=5, because="x", by=root)
    Grant.make(member=bo, coins=-1, because="x", by=root)
    answer = cast.answer(cast.member("Di Writes"), question)
    answer.tip(by=bo, coins=1, once_key="key")
    accepted = question.answers.get(author=bo)
    accepted.reverse_award(by=root, because="x")
    question.close(by=root, because="x")
    Seizure.make(giver=ada, member=bo, by=root, because="x").give_back(by=root)
    leave(ada)
    wanted = set(Transfer.objects.filter(reason=reason))
    assert set(shown(admin.get(list_of(Transfer, f"?reason={reason}")))) == wanted
    # Welcomes need a proved address, which tests/rewards has elsewhere.
    assert wanted or reason == Reason.PROFILE


def test_the_list_of_accounts_is_of_members_and_others_are_chosen(admin, question, ada):
    accounts = shown(admin.get(list_of(Account)))
    assert {account.kind for account in accounts} == {"member"}
    assert Account.of(ada) in accounts
    assert shown(admin.get(list_of(Account, "?kind=pots"))) == [Pot.objects.get().account]
    ends = shown(admin.get(list_of(Account, "?kind=ends")))
    assert {account.pk for account in ends} == {MINT, SINK}


def test_open_pots_and_withheld_rewards_have_lists_of_their_own(admin, question, ada, settings):
    assert shown(admin.get(list_of(Pot, "?settled=no"))) == [Pot.objects.get()]
    settings.COINS_PAIR_A_DAY = 1
    other = cast.question(ada, title="Does walking help against back pain?")
    cast.answer(question.answers.get().author, other).accept(by=ada)
    withheld = shown(admin.get(list_of(Reward, "?withheld=pair")))
    assert {reward.about_id for reward in withheld} == {other.pk}
    assert shown(admin.get(list_of(Reward, "?withheld=day"))) == []
    question.close(by=moderator("Root Closes"), because="x")
    assert shown(admin.get(list_of(Pot, "?settled=no"))) == []


def test_pages_that_would_take_long_to_turn_to_are_not_offered(admin, ada, monkeypatch):
    monkeypatch.setattr(ledger, "MOST_PAGES", 2)
    monkeypatch.setattr(TransferAdmin, "list_per_page", 1)
    for _ in range(3):
        rich(ada)
    page = admin.get(list_of(Transfer)).context["cl"]
    assert (page.result_count, page.paginator.num_pages) == (4, 2)
    assert admin.get(list_of(Transfer, "?p=3")).status_code == 302
