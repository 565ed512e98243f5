import runpy

from django.conf import settings


def test_members_passwords_are_hashed_by_argon2():
    served = runpy.run_path(str(settings.BASE_DIR / "queshub" / "settings.py"))
    assert served["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
