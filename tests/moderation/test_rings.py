"""Coins after a clean-up: honest members keep theirs, a spammer's ring does not."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Act
from accounts.roles import appoint_moderator
from moderation.jobs import go_on_cleaning_up
from moderation.models import CleanUp
from tests import cast
from tests.coins import coins, fresh


@pytest.fixture
def ring(mo, spammer):
    """A member whose answer the spammer accepted, and a clean-up after the spammer."""
    friend = cast.member("Fay Friend")
    cast.answer(friend, cast.question(spammer)).accept(by=spammer)
    CleanUp.begin(by=mo, member=spammer, because="Advertises watches.")
    go_on_cleaning_up()
    return friend


def test_others_keep_the_coins_that_they_got(ring):
    assert coins(ring) > 0


def test_a_member_of_the_ring_loses_them_and_gets_them_back(mo, ring):
    had = coins(ring)
    clean_up = CleanUp.objects.get()
    taken = clean_up.seize(by=mo, member=ring, because="They accept each other.")
    assert clean_up.seize(by=mo, member=ring, because="Again.") == taken
    assert coins(ring) == had - taken.seizure.coins < had
    clean_up.undo(by=mo)
    go_on_cleaning_up()
    assert coins(ring) == had
    kinds = ["seized", "returned"]
    assert list(ring_acts(ring).values_list("kind", flat=True)) == kinds


def test_one_of_the_ring_is_spared_while_the_clean_up_stands(mo, ring):
    had, clean_up = coins(ring), CleanUp.objects.get()
    clean_up.seize(by=mo, member=ring, because="They accept each other.")
    assert clean_up.spare(by=mo, member=ring)
    assert not clean_up.spare(by=mo, member=ring)
    assert coins(ring) == had
    clean_up.undo(by=mo)
    go_on_cleaning_up()
    assert coins(ring) == had


def test_while_one_clean_up_gives_back_another_takes_nothing(mo, ring, spammer):
    first = CleanUp.objects.get()
    first.seize(by=mo, member=ring, because="They accept each other.")
    first.undo(by=mo)
    second = CleanUp.begin(by=mo, member=fresh(spammer), because="Again.")
    with pytest.raises(ValidationError, match="being given back"):
        second.seize(by=mo, member=ring, because="They accept each other.")


def ring_acts(member):
    return Act.objects.filter(of=member.pk).order_by("pk")


def test_a_spammer_spends_no_coins(ring, spammer, ada):
    spammer, question = fresh(spammer), cast.question(ada)
    with pytest.raises(PermissionDenied):
        question.pledge(by=spammer, coins=1, once_key="one")
    with pytest.raises(PermissionDenied):
        cast.answer(ada, question).tip(by=spammer, coins=1, once_key="one")


def test_an_undone_clean_up_takes_no_more_coins(mo, ring):
    clean_up = CleanUp.objects.get()
    clean_up.undo(by=mo)
    with pytest.raises(ValidationError, match="undone"):
        clean_up.seize(by=mo, member=ring, because="They accept each other.")


def test_the_page_shows_how_far_it_is_and_marks_the_ring(client, mo, ring):
    appoint_moderator(mo)
    client.force_login(mo)
    address = reverse("admin:moderation_cleanup_change", args=[CleanUp.objects.get().pk])
    text = client.get(address).text
    assert "1 of 1" in text
    assert "Fay Friend" in text
    form = {"member": ring.pk, "because": "They accept each other."}
    assert "coins taken back" in client.post(address, form, follow=True).text
    assert "0 could not be had" in client.get(address).text
    assert "Say why" in client.post(address, {"member": ring.pk}, follow=True).text
    assert "Given back" in client.post(address, {"spare": ring.pk}, follow=True).text
    assert "given back" in client.get(address).text


def test_the_page_of_no_clean_up_is_not_found(client, mo):
    appoint_moderator(mo)
    client.force_login(mo)
    for number in ("0", "x", "9" * 30):
        address = reverse("admin:moderation_cleanup_change", args=[number])
        assert client.get(address).status_code == 404
