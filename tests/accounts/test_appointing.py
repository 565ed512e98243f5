import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.roles import MODERATORS_MAY, SENIORS_MAY, appoint_moderator, install_roles
from tests.at_once import at_once, failures
from tests.cast import ada, bo

pytestmark = pytest.mark.django_db


def test_a_member_is_appointed_by_address(capsys):
    member = ada()
    for _ in range(2):
        call_command("appoint_moderator", "Ada.Asks@cast.invalid")
    member.refresh_from_db()
    assert member.is_moderator
    assert not member.is_superuser
    assert [group.name for group in member.groups.all()] == ["moderator"]
    assert "Ada Asks moderates now. Role: moderator." in capsys.readouterr().out


def test_an_unknown_address_is_said(db):
    with pytest.raises(CommandError, match=r"no member with the address nobody@cast\.invalid"):
        call_command("appoint_moderator", "nobody@cast.invalid")


def test_whoever_may_not_sign_in_is_not_appointed():
    member = ada()
    member.is_active = False
    member.save()
    with pytest.raises(CommandError, match="may not sign in"):
        call_command("appoint_moderator", member.email)


def permissions(table):
    return {
        f"{room}.{may}_{model}"
        for room, models in table.items()
        for model, all_may in models.items()
        for may in all_may
        if apps.get_model(room, model)
    }


MODERATORS, SENIORS = permissions(MODERATORS_MAY), permissions(SENIORS_MAY)


@pytest.mark.parametrize(
    ("role", "staff", "superuser", "may"),
    [
        ("moderator", True, False, MODERATORS),
        ("senior-moderator", True, False, MODERATORS | SENIORS),
        ("administrator", True, True, MODERATORS | SENIORS | {"auth.delete_group"}),
    ],
)
def test_each_role_may_what_its_tables_say(role, staff, superuser, may):
    call_command("appoint_moderator", ada().email, "--role", role)
    member = User.objects.get()
    assert (member.is_staff, member.is_superuser) == (staff, superuser)
    assert [group.name for group in member.groups.all()] == [role.replace("-", " ")]
    assert member.has_perms(may)
    if not superuser:
        assert member.get_all_permissions() == may


def test_another_role_takes_the_place_of_the_first():
    member = ada()
    for role in ("administrator", "senior-moderator", "moderator"):
        call_command("appoint_moderator", member.email, "--role", role)
    member = User.objects.get()
    assert [group.name for group in member.groups.all()] == ["moderator"]
    assert not member.is_superuser
    assert not member.has_perm("accounts.overrule_user")


def test_an_unknown_role_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("appoint_moderator", ada().email, "--role", "emperor")


@pytest.mark.parametrize("role", ["moderator", "senior-moderator", "administrator"])
def test_whoever_is_dismissed_is_a_member_like_any_other(client, role, capsys):
    member = ada()
    call_command("appoint_moderator", member.email, "--role", role)
    client.force_login(User.objects.get())
    assert client.get("/admin/").status_code == 200
    for _ in range(2):
        call_command("dismiss_moderator", member.email)
    member = User.objects.get()
    assert not member.is_moderator
    assert not member.is_superuser
    assert not member.get_all_permissions()
    assert client.get("/admin/", follow=True).status_code == 403
    said = capsys.readouterr().out
    assert "moderates no more" in said
    assert "did not moderate" in said


def test_those_who_need_a_second_factor_are_announced(settings, capsys):
    settings.MODERATORS_NEED_TOTP = True
    call_command("appoint_moderator", ada().email)
    assert "two-factor sign-in first" in capsys.readouterr().out


def test_new_permissions_reach_those_who_moderate_already(monkeypatch):
    member, stranger = ada(), bo()
    appoint_moderator(member)
    monkeypatch.setitem(MODERATORS_MAY, "auth", {"group": ["view"]})
    call_command("install_roles")
    assert User.objects.get(pk=member.pk).has_perm("auth.view_group")
    assert not User.objects.get(pk=stranger.pk).is_moderator


def test_a_site_has_its_roles_before_anybody_is_appointed():
    call_command("install_roles")
    assert {group.name for group in Group.objects.all()} == {
        *("moderator", "senior moderator", "administrator"),
    }


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_install_them_once():
    Group.objects.all().delete()
    assert failures(at_once(install_roles, install_roles)) == []
    assert Group.objects.count() == 3


def test_permissions_taken_off_the_table_are_taken_away(monkeypatch):
    member = ada()
    appoint_moderator(member)
    monkeypatch.setitem(MODERATORS_MAY, "accounts", {"user": ["view"]})
    appoint_moderator(member)
    fresh = type(member).objects.get()
    assert fresh.has_perm("accounts.view_user")
    assert not fresh.has_perm("accounts.change_user")
