from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.sign_in_forms import SignUpForm
from screening.models import Block
from screening.opened import opened_now, seconds_since
from screening.trap import TrapInput


class ScreenedSignUpForm(SignUpForm):
    """The form for a new account, for people, and not for those who are blocked."""

    homepage = forms.CharField(required=False, widget=TrapInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opened_now

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("homepage"):
            raise ValidationError(_("A hidden field was filled in. Empty it and send again."))
        seconds = seconds_since(cleaned.get("opened"))
        if seconds is not None and seconds < settings.SCREENING_SECONDS:
            raise ValidationError(_("That was very fast. Look it over, and send it again."))
        return cleaned

    def clean_email(self):
        email = super().clean_email()
        if Block.objects.of_email(email):
            raise ValidationError(
                _("This site takes no accounts from this domain now. Use another address.")
            )
        return email
