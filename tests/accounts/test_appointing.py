import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.roles import MODERATORS_MAY, appoint_moderator
from tests.cast import ada

pytestmark = pytest.mark.django_db


def test_a_member_is_appointed_by_address(capsys):
    member = ada()
    for _ in range(2):
        call_command("appoint_moderator", "Ada.Asks@cast.invalid")
    member.refresh_from_db()
    assert member.is_moderator
    assert not member.is_superuser
    assert [group.name for group in member.groups.all()] == ["moderator"]
    assert "Ada Asks moderates now." in capsys.readouterr().out


def test_an_unknown_address_is_said(db):
    with pytest.raises(CommandError, match=r"no member with the address nobody@cast\.invalid"):
        call_command("appoint_moderator", "nobody@cast.invalid")


def test_whoever_may_not_sign_in_is_not_appointed():
    member = ada()
    member.is_active = False
    member.save()
    with pytest.raises(CommandError, match="may not sign in"):
        call_command("appoint_moderator", member.email)


def test_every_permission_of_a_moderator_exists():
    member = ada()
    appoint_moderator(member)
    for room, models in MODERATORS_MAY.items():
        for model, all_may in models.items():
            assert apps.get_model(room, model)
            for may in all_may:
                assert member.has_perm(f"{room}.{may}_{model}")


def test_permissions_taken_off_the_table_are_taken_away(monkeypatch):
    member = ada()
    appoint_moderator(member)
    monkeypatch.setitem(MODERATORS_MAY, "accounts", {"user": ["view"]})
    appoint_moderator(member)
    fresh = type(member).objects.get()
    assert fresh.has_perm("accounts.view_user")
    assert not fresh.has_perm("accounts.change_user")
