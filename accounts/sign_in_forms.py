"""allauth's forms in our look: the label above each field says what its placeholder would."""

from allauth.account import forms as allauth
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.fields import NameField


class LabelledForm:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = _("E-mail address")


class SignUpForm(LabelledForm, allauth.SignupForm):
    field_order = ["email", "name", "password1"]

    name = NameField()

    def try_save(self, request):
        if self.account_already_exists:
            # Hashing takes most of a sign-up's time: without it, the clock would tell who is here.
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def save(self, request):
        # All or nothing: of two look-alikes at once one fails here, and nothing of it stays.
        with transaction.atomic():
            return super().save(request)


class SignInForm(LabelledForm, allauth.LoginForm):
    pass


class AddressForm(LabelledForm, allauth.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangePasswordForm(LabelledForm, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(LabelledForm, allauth.SetPasswordForm):
    pass


class ForgottenPasswordForm(LabelledForm, allauth.ResetPasswordForm):
    pass


class NewPasswordForm(LabelledForm, allauth.ResetPasswordKeyForm):
    pass


class PasswordAgainForm(LabelledForm, allauth.ReauthenticateForm):
    pass
