"""Secrets that the database keeps and a copy of it must not give away."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def encrypt(text):
    """`text` under a key made from SECRET_KEY."""
    return _cipher().encrypt(text.encode()).decode()


def decrypt(encrypted):
    """The text again. Raises InvalidToken unless SECRET_KEY or one of its fallbacks made it."""
    return _cipher().decrypt(encrypted.encode()).decode()


def encrypt_again(encrypted):
    """The same text under the present SECRET_KEY, so that a former one can go."""
    return _cipher().rotate(encrypted.encode()).decode()


def _cipher():
    return _made_from(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _made_from(*keys):
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    """A key of its own for this purpose: what else SECRET_KEY signs tells nothing about it."""
    made = HKDF(SHA256(), length=32, salt=None, info=b"queshub second factors")
    return base64.urlsafe_b64encode(made.derive(force_bytes(key)))
