from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from posts.forms import VerbForm
from questions.models import Closure
from questions.naming import question_named


class ClosingForm(VerbForm):
    """Why a question should be closed."""

    kind = forms.ChoiceField(
        label=_("Why"),
        choices=Closure.VOTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    original = forms.CharField(
        label=_("The question that was asked before"),
        required=False,
        max_length=400,
        help_text=_("Its address or its number, if it has been asked before."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    def clean_original(self):
        """The question; nothing where it is not the reason, whatever stands in the field."""
        if self.cleaned_data.get("kind") != Closure.Kind.DUPLICATE:
            return None
        return question_named(self.cleaned_data["original"])


class ModeratorsClosingForm(ClosingForm):
    """A moderator's word, which closes at once, for reasons of their own too."""

    because = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=500,
        help_text=_("Needed for another reason; everybody can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Closure.Kind.choices

    def clean(self):
        if self.cleaned_data.get("kind") == Closure.Kind.OTHER and not self.cleaned_data["because"]:
            self.add_error("because", _t("Say why: its asker will read it."))


def closing_form(data=None, *, member, **kwargs):
    """The form that this member closes with."""
    return (ModeratorsClosingForm if member.is_moderator else ClosingForm)(data, **kwargs)
