from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import UntilField
from posts.forms import VerbForm

UNTIL_WHEN = _("A day, or a day and a time in UTC. Empty: until a moderator lifts it.")


class RestrictingForm(VerbForm):
    """Why a moderator locks or protects a question, and until when."""

    because = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Everybody can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    until = UntilField(
        help_text=UNTIL_WHEN,
        widget=forms.DateTimeInput(
            attrs={"placeholder": "2030-12-31 12:00", "autocomplete": "off", "dir": "ltr"}
        ),
    )
