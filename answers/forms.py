from django.utils.translation import gettext_lazy as _

from posts.forms import BodyField, OnceForm, VerbForm


class AnswerForm(OnceForm):
    """A new answer."""

    body = BodyField(label=_("Your answer"))


class EditAnswerForm(VerbForm):
    """An answer's text, as it is now."""

    body = BodyField(label=_("Your answer"))
