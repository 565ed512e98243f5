from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.roles import ADMINISTRATOR, SENIOR, appoint_moderator, dismiss_moderator
from tests import cast
from tests.cast import PASSWORD, ada, mo

pytestmark = pytest.mark.django_db


def fresh(member):
    return User.objects.get(pk=member.pk)


def test_a_suspended_member_may_sign_in_and_not_write(client, sign_in):
    member = ada()
    member.suspend(by=mo(), because="Repeated advertising.")
    sign_in(member.email, PASSWORD)
    assert "_auth_user_id" in client.session
    with pytest.raises(PermissionDenied, match="for good: Repeated advertising"):
        fresh(member).refuse_if_suspended()


def test_the_refusal_names_the_day(settings):
    member = ada()
    until = timezone.now() + timedelta(days=3)
    member.suspend(by=mo(), because="Shouting.", until=until)
    with pytest.raises(PermissionDenied, match=f"until {until.day} .*: Shouting"):
        fresh(member).refuse_if_suspended()


def test_it_runs_out_by_itself():
    member = ada()
    record = member.suspend(by=mo(), because="x", until=timezone.now() + timedelta(days=1))
    record.until = timezone.now()
    record.save()
    fresh(member).refuse_if_suspended()


def test_lifting_it_is_recorded():
    member, moderator = ada(), mo()
    member.suspend(by=moderator, because="A mistake.")
    member.lift_suspension(by=moderator)
    fresh(member).refuse_if_suspended()
    record = member.suspensions.get()
    assert (record.lifted_by, record.because) == (moderator, "A mistake.")
    assert record.lifted_at


def test_the_instance_at_hand_knows_at_once():
    member, moderator = ada(), mo()
    assert member.suspension is None
    member.suspend(by=moderator, because="Now.")
    assert member.suspension
    member.lift_suspension(by=moderator)
    assert member.suspension is None


def test_it_cannot_end_in_the_past():
    with pytest.raises(ValidationError):
        ada().suspend(by=mo(), because="x", until=timezone.now())


def test_moderators_are_judged_by_administrators_only():
    moderator, colleague = mo(), ada()
    colleague.is_staff = True
    for verb in (colleague.suspend, colleague.remove):
        with pytest.raises(PermissionDenied):
            verb(by=moderator, because="A quarrel.")
    moderator.is_superuser = True
    colleague.suspend(by=moderator, because="A quarrel.")
    assert colleague.suspension


def test_a_removed_member_may_not_write_until_restored():
    member, moderator = ada(), mo()
    member.remove(by=moderator, because="Spam.")
    with pytest.raises(PermissionDenied, match="Spam"):
        fresh(member).refuse_if_suspended()
    assert not User.objects.visible().filter(pk=member.pk).exists()
    member.restore(by=moderator)
    fresh(member).refuse_if_suspended()


def moderator(name, *role):
    member = cast.member(name)
    appoint_moderator(member, *role)
    return member


@pytest.fixture
def judged():
    """Ada, suspended and removed by Mo, who moderates."""
    member, moderator = ada(), mo()
    member.suspend(by=moderator, because="Shouting.")
    member.remove(by=moderator, because="Spam.")
    return member


def test_what_another_moderator_decided_a_moderator_does_not_undo(judged):
    other = moderator("Moe Other")
    for verb in (judged.lift_suspension, judged.restore):
        with pytest.raises(PermissionDenied, match="Mo Moderates decided this"):
            verb(by=other)
    assert judged.suspensions.current().exists()
    assert fresh(judged).removed_at


@pytest.mark.parametrize("role", [SENIOR, ADMINISTRATOR])
def test_a_senior_moderator_undoes_it(judged, role):
    senior = moderator("Sena Senior", role)
    assert judged.lift_suspension(by=senior) == 1
    assert judged.restore(by=senior)
    assert not judged.suspensions.current().exists()
    assert fresh(judged).removed_at is None


def test_what_the_site_or_somebody_dismissed_decided_any_moderator_undoes(judged):
    dismiss_moderator(User.objects.get(name="Mo Moderates"))
    judged.suspend(by=None, because="Votes in series.")
    other = moderator("Moe Other")
    assert judged.lift_suspension(by=other) == 2
    assert judged.restore(by=other)
