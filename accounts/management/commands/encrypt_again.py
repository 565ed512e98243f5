from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.encryption import encrypt_again

_SECRETS = {"secret", "seed"}


class Command(BaseCommand):
    help = "Encrypt second factors under the present SECRET_KEY, so that a former one can go."

    @transaction.atomic
    def handle(self, **options):
        rows = Authenticator.objects.select_for_update().order_by("pk")
        for row in rows:
            row.data |= _secrets_again(row)
            row.save(update_fields=["data"])
        self.stdout.write(f"{len(rows)} encrypted under the present key.")


def _secrets_again(row):
    try:
        return {name: encrypt_again(row.data[name]) for name in _SECRETS & set(row.data)}
    except InvalidToken as error:
        raise CommandError(
            f"Neither SECRET_KEY nor a fallback fits the second factor of {row.user}."
        ) from error
