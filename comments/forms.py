from django import forms
from django.utils.translation import gettext_lazy as _

from posts.forms import OnceForm, VerbForm
from posts.screened import ScreenedForm


class EditCommentForm(VerbForm):
    """A comment's text, as it is now. A refusal stands beside it."""

    body = forms.CharField(label=_("Your comment"), strip=False)

    def field_of(self, refusal):
        return "body"


class CommentForm(ScreenedForm, OnceForm, EditCommentForm):
    """A new comment."""

    kind = "comment"
