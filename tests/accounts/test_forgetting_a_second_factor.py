import logging

import pytest
from django.core.management import CommandError, call_command

from tests.cast import PASSWORD, ada
from tests.phone import phone_of

pytestmark = pytest.mark.django_db


def forget(member, capsys):
    call_command("forget_second_factor", member.email.upper())
    return capsys.readouterr().out


def test_a_member_without_phone_and_codes_comes_in_again(client, sign_in, capsys):
    member = ada()
    phone_of(member)
    assert "password alone" in forget(member, capsys)
    assert sign_in(member.email, PASSWORD).url == "/"
    assert "_auth_user_id" in client.session


def test_it_is_logged_and_the_member_is_told(capsys, caplog, mailoutbox):
    member = ada()
    phone_of(member)
    with caplog.at_level(logging.WARNING):
        forget(member, capsys)
    assert f"second_factor_forgotten member={member.pk}" in caplog.text
    assert mailoutbox[0].to == [member.email]
    assert "An administrator has turned two-factor sign-in off" in mailoutbox[0].body


def test_where_there_is_none_nothing_is_said_to_anybody(capsys, mailoutbox):
    assert "no second factor" in forget(ada(), capsys)
    assert not mailoutbox


def test_an_unknown_address_is_said():
    with pytest.raises(CommandError, match="no member with the address"):
        call_command("forget_second_factor", "nobody@cast.invalid")
