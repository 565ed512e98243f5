"""A phone that makes a member's codes, as the apps do."""

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth


class Phone:
    def __init__(self, secret):
        self.secret = secret

    @property
    def code(self):
        """The code that is shown now."""
        (counter,) = auth.yield_hotp_counters_from_time()
        return auth.format_hotp_value(auth.hotp_value(self.secret, counter))

    @property
    def wrong(self):
        """A code that it does not show."""
        return f"{(int(self.code) + 1) % 1_000_000:06}"


def phone_of(member):
    """The phone of a member who has set two-factor sign-in up, some time ago."""
    phone = Phone(auth.generate_totp_secret())
    auth.TOTP.activate(member, phone.secret)
    RecoveryCodes.activate(member)
    return phone


def recovery_codes(member):
    """Those that are left."""
    return RecoveryCodes.activate(member).get_unused_codes()
