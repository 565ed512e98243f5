"""Appeals: who may send one, once, and who decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Act, Appeal
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db

WORDS = "It was no advertisement: I asked which chair is good for a back."
FORM = {"words": WORDS}


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def second():
    return cast.member("Second Thought", is_staff=True)


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def act(mo, ada):
    """Ada's suspension."""
    ada.suspend(by=mo, because="Advertising.")
    return Act.objects.get()


@pytest.fixture
def appeal(ada, act):
    return Appeal.make(by=ada, act=act, words=WORDS)


def page(act):
    return f"/account/moderation/{act.pk}/appeal/"


def test_a_suspended_member_appeals(client, ada, act):
    client.force_login(ada)
    response = client.post(page(act), FORM, follow=True)
    assert "A moderator will read your appeal." in response.text
    assert WORDS in response.text
    assert Appeal.objects.get().member == ada


def test_a_member_whose_profile_was_removed_appeals(client, ada, mo):
    ada.remove(by=mo, because="Spam.")
    client.force_login(ada)
    client.post(page(Act.objects.get()), FORM)
    assert Appeal.objects.get().words == WORDS


def test_the_same_words_again_are_the_first_appeal_and_others_are_refused(ada, act, appeal):
    assert Appeal.make(by=ada, act=act, words=f"  {WORDS}\r\n") == appeal
    with pytest.raises(ValidationError, match="already"):
        Appeal.make(by=ada, act=act, words=WORDS + " And more.")
    assert Appeal.objects.get().words == WORDS


@pytest.mark.parametrize("words", ["", "x" * 19, " " * 30, "x" * 2_001])
def test_words_that_are_too_few_or_too_many_stay_in_the_form(client, ada, act, words):
    client.force_login(ada)
    response = client.post(page(act), {"words": words})
    assert response.status_code == 422
    assert words in response.text
    assert not Appeal.objects.exists()


@pytest.mark.parametrize("words", ["x" * 20, "x" * 2_000])
def test_the_borders_are_enough(ada, act, words):
    assert Appeal.make(by=ada, act=act, words=words)


def test_nobody_appeals_for_another(client, act):
    bo = cast.bo()
    with pytest.raises(PermissionDenied):
        Appeal.make(by=bo, act=act, words=WORDS)
    client.force_login(bo)
    assert client.post(page(act), FORM).status_code == 404


def test_what_took_nothing_is_not_appealed(ada, mo, act):
    ada.lift_suspension(by=mo)
    with pytest.raises(PermissionDenied):
        Appeal.make(by=ada, act=Act.objects.get(kind="lifted"), words=WORDS)


def test_another_moderator_decides_and_that_is_an_act(second, ada, appeal):
    assert appeal.decide(by=second, verdict="overturned", answer="You are right.")
    decision = Act.objects.get(kind="overturned")
    assert (decision.by, decision.about, decision.of) == (second, ("appeal", appeal.pk), ada.pk)
    appeal.refresh_from_db()
    assert (appeal.decided_by, appeal.answer) == (second, "You are right.")


def test_who_acted_decides_only_where_there_is_nobody_else(mo, appeal):
    second = cast.member("Second Thought", is_staff=True)
    with pytest.raises(PermissionDenied, match="another moderator"):
        appeal.decide(by=mo, verdict="upheld", answer="It stands.")
    second.is_staff = False
    second.save()
    assert appeal.decide(by=mo, verdict="upheld", answer="It stands.")


def test_a_moderator_does_not_decide_their_own_appeal(mo, second):
    root = cast.member("Root Admin", is_staff=True, is_superuser=True)
    second.suspend(by=root, because="A dispute.")
    appeal = Appeal.make(by=second, act=Act.objects.get(), words=WORDS)
    second.lift_suspension(by=root)
    with pytest.raises(PermissionDenied):
        appeal.decide(by=second, verdict="overturned", answer="I was right.")


def test_members_and_suspended_moderators_decide_nothing(ada, second, appeal):
    root = cast.member("Root Admin", is_staff=True, is_superuser=True)
    second.suspend(by=root, because="A dispute.")
    for by in (cast.bo(), second):
        with pytest.raises(PermissionDenied):
            appeal.decide(by=by, verdict="upheld", answer="It stands.")


def test_a_decision_stands(second, appeal):
    assert appeal.decide(by=second, verdict="upheld", answer="It stands.")
    assert appeal.decide(by=second, verdict="upheld", answer="It stands.") is False
    with pytest.raises(ValidationError, match="decided already"):
        appeal.decide(by=second, verdict="overturned", answer="Oh.")
    assert Act.objects.filter(about_kind="appeal").count() == 1


def test_a_decision_says_something(second, appeal):
    with pytest.raises(ValidationError, match="a word"):
        appeal.decide(by=second, verdict="upheld", answer="  ")


def test_the_member_reads_the_decision(client, second, ada, act, appeal):
    appeal.decide(by=second, verdict="overturned", answer="You are <right>.")
    client.force_login(ada)
    text = client.get("/account/moderation/").text
    assert "It was wrong, and is undone." in text
    assert "You are &lt;right&gt;." in text
    assert page(act) not in text


@pytest.mark.django_db(transaction=True)
def test_two_appeals_at_once_are_one_and_so_are_two_decisions(ada, act, second):
    results = at_once(*[lambda: Appeal.make(by=ada, act=act, words=WORDS)] * 4)
    assert failures(results) == []
    appeal = Appeal.objects.get()
    third = cast.member("Third Thought", is_staff=True)
    results = at_once(
        lambda: appeal.decide(by=second, verdict="upheld", answer="It stands."),
        lambda: appeal.decide(by=third, verdict="overturned", answer="You are right."),
    )
    assert failures(results, ValidationError) == []
    assert results.count(True) == 1
    assert Act.objects.filter(about_kind="appeal").count() == 1
