from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from posts.coin_forms import CoinsForm
from posts.forms import BodyField, EditForm, OnceForm, SuggestForm, VerbForm
from posts.screened import ScreenedEdit, ScreenedForm, ScreenedProposal
from rewards.models import Pledge


class AnswerForm(ScreenedForm, OnceForm):
    """A new answer."""

    kind = "answer"

    body = BodyField(label=_("Your answer"))


class AnswerTextForm(VerbForm):
    """The text of an answer that stands there."""

    body = BodyField(label=_("The answer"))


class EditAnswerForm(ScreenedEdit, EditForm, AnswerTextForm):
    """An answer's text, as it is now or as a draft has it."""


class ImproveAnswerForm(ScreenedProposal, EditForm, AnswerTextForm):
    """A suggested text, to be corrected."""


class SuggestAnswerForm(ScreenedProposal, SuggestForm, AnswerTextForm):
    """Another text for an answer."""


class TipForm(CoinsForm):
    """Coins for an answer's author."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, least=1, most=settings.COINS_TIP, **kwargs)


class AwardForm(forms.Form):
    """Which pledge an answer is to get."""

    pledge = forms.ModelChoiceField(Pledge.objects.all())


class ReversalForm(VerbForm):
    """Why a moderator takes an award back."""

    because = forms.CharField(max_length=500)
