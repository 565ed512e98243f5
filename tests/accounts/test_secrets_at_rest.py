"""What somebody finds who has a copy of the database and not SECRET_KEY."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import encryption
from tests.cast import ada, bo
from tests.phone import phone_of, recovery_codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def stored():
    """Every authenticator's row, as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(mfa_authenticator)::text FROM mfa_authenticator")
        return " ".join(row for (row,) in cursor.fetchall())


def works(member, phone):
    return Authenticator.objects.get(user=member, type="totp").wrap().validate_code(phone.code)


def test_no_row_holds_a_secret_or_a_recovery_code():
    member = ada()
    phone = phone_of(member)
    rows = stored()
    assert phone.secret not in rows
    assert not [code for code in recovery_codes(member) if code in rows]
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert encryption.decrypt(seed) not in rows


def test_one_secret_is_never_written_twice_alike():
    assert encryption.encrypt("the same") != encryption.encrypt("the same")


def test_a_new_key_reads_what_the_former_one_wrote(settings):
    member = ada()
    phone = phone_of(member)
    codes = recovery_codes(member)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert works(member, phone)
    assert recovery_codes(member) == codes


def test_without_the_former_key_nothing_is_read(settings):
    member = ada()
    phone = phone_of(member)
    settings.SECRET_KEY = "another key"
    with pytest.raises(InvalidToken):
        works(member, phone)


def test_encrypted_again_the_former_key_may_go(settings, capsys):
    phones = {member: phone_of(member) for member in (ada(), bo())}
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    call_command("encrypt_again")
    assert "4 encrypted" in capsys.readouterr().out
    settings.SECRET_KEY_FALLBACKS = []
    assert all(works(member, phone) for member, phone in phones.items())


def test_a_key_that_is_missing_is_said_and_nothing_is_lost(settings):
    phone_of(ada())
    before = stored()
    settings.SECRET_KEY = "another key"
    with pytest.raises(CommandError, match="fits the second factor of Ada Asks"):
        call_command("encrypt_again")
    assert json.dumps(before) == json.dumps(stored())
