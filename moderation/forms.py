from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.models import Flag
from moderation.models.flag import LONGEST
from posts.forms import VerbForm


class FlagForm(VerbForm):
    """What is wrong with a post."""

    kind = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Flag.Kind, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST,
        help_text=_("Needed for “something else”, welcome otherwise. Only moderators read it."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def field_of(self, refusal):
        return "words"
