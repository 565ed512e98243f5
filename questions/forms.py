from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.purse import purse_of
from posts.coin_forms import CoinsForm, coins_field
from posts.forms import BodyField, EditForm, OnceForm, SuggestForm, VerbForm
from posts.numbers import exact
from posts.screened import ScreenedEdit, ScreenedForm, ScreenedProposal
from questions.fields import CategoryField, TagsField
from questions.titles import LONGEST, clean_title
from rewards.models.transfer import NotEnoughCoins


class QuestionForm(VerbForm):
    """The text of a question and its place."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST,
        help_text=_("Your question in one sentence, 15 to 150 characters."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    body = BodyField(label=_("What do you want to know?"))
    category = CategoryField(label=_("Category"))
    tags = TagsField(
        label=_("Tags"),
        help_text=_("One to five words that others would search for, separated by commas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def clean_title(self):
        return clean_title(self.cleaned_data["title"])


class AskForm(ScreenedForm, OnceForm, QuestionForm):
    """A new question of `member`'s, with some of their coins if they like."""

    kind = "question"
    screened = ("title", "body")

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coins"] = coins_field(
            label=_t("Coins for an accepted answer"),
            least=settings.COINS_PLEDGE_LEAST,
            most=settings.COINS_PLEDGE_MOST,
            required=False,
            help_text=pot_advice(purse_of(member).coins),
        )

    def field_of(self, refusal):
        return "coins" if isinstance(refusal, NotEnoughCoins) else super().field_of(refusal)


class PledgeForm(CoinsForm):
    """Coins for a question's pot."""

    def __init__(self, *args, **kwargs):
        least, most = settings.COINS_PLEDGE_LEAST, settings.COINS_PLEDGE_MOST
        super().__init__(*args, least=least, most=most, **kwargs)


class EditQuestionForm(ScreenedEdit, EditForm, QuestionForm):
    """A question's text and place, as they are now or as a draft has them."""

    screened = ("title", "body")


class ImproveQuestionForm(ScreenedProposal, EditForm, QuestionForm):
    """A suggested text and place, to be corrected."""

    screened = ("title", "body")


class SuggestQuestionForm(ScreenedProposal, SuggestForm, QuestionForm):
    """Another text or place for a question."""

    screened = ("title", "body")


def pot_advice(coins):
    """How many coins may be offered, by somebody who has as many."""
    words = _t("You have %(coins)s coins. An offer is %(least)s to %(most)s.")
    figures = {
        "coins": exact(coins),
        "least": exact(settings.COINS_PLEDGE_LEAST),
        "most": exact(settings.COINS_PLEDGE_MOST),
    }
    link = format_html('<a href="{}#pots">{}</a>', reverse("help"), _t("How a pot works"))
    return format_html("{} {}", words % figures, link)
