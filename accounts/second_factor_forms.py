"""allauth's forms for codes in our look."""

from allauth.mfa.base import forms as allauth
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from accounts.encryption import encrypt
from accounts.sign_in_forms import LabelledForm


class LabelledCodeForm(LabelledForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(LabelledCodeForm, allauth.AuthenticateForm):
    pass


class CodeAgainForm(LabelledCodeForm, allauth.ReauthenticateForm):
    pass


class FirstCodeForm(LabelledCodeForm, ActivateTOTPForm):
    def clean_code(self):
        code = super().clean_code()
        # allauth notes the codes that signed somebody in; this one has been used just as well.
        made = Authenticator(user=self.user, type=Authenticator.Type.TOTP)
        made.data = {"secret": encrypt(self.secret)}
        made.wrap().validate_code(code)
        return code
