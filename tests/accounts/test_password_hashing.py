import runpy

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher

from tests.cast import ada


def test_members_passwords_are_hashed_by_argon2():
    served = runpy.run_path(str(settings.BASE_DIR / "queshub" / "settings.py"))
    assert served["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


class CountingHasher(MD5PasswordHasher):
    """Counts what it hashes."""

    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.mark.django_db
def test_signing_up_takes_as_long_for_an_address_that_is_here_already(sign_up, settings):
    email = ada().email
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    before = CountingHasher.hashed
    sign_up(email="new@cast.invalid")
    for_a_new_address = CountingHasher.hashed - before
    assert for_a_new_address > 0
    sign_up(email=email, name="Somebody Else")
    assert CountingHasher.hashed - before == 2 * for_a_new_address
