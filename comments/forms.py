from django import forms
from django.utils.translation import gettext_lazy as _

from posts.forms import OnceForm, VerbForm
from posts.screened import ScreenedEdit, ScreenedForm


class CommentTextForm(VerbForm):
    """A comment's text. A refusal stands beside it."""

    body = forms.CharField(label=_("Your comment"), strip=False)

    def field_of(self, refusal):
        return "body"


class EditCommentForm(ScreenedEdit, CommentTextForm):
    """A comment's text, as it is now."""


class CommentForm(ScreenedForm, OnceForm, CommentTextForm):
    """A new comment."""

    kind = "comment"
