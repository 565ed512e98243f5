from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models.appeal import FEWEST, MOST
from posts.forms import VerbForm


class AppealForm(VerbForm):
    """Why a moderator's act was wrong, in the words of the member whom it hit."""

    words = forms.CharField(
        label=_("Why it was wrong"),
        min_length=FEWEST,
        max_length=MOST,
        help_text=_("20 to 2,000 characters. You can appeal once against each act."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
