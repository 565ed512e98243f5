import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from posts.bodies import MOST_CHARACTERS, clean_body
from posts.changes import would_change
from posts.models import ChangedMeanwhile
from posts.models.revision import LONGEST_REASON
from posts.models.suggested_edit import SHORTEST_REASON


class VerbForm(forms.Form):
    """A form whose result is one verb, and whose errors include the verb's refusal."""

    def carry_out(self, verb, **more):
        """Call `verb` with the cleaned fields. Returns its result, or None when refused."""
        if not self.is_valid():
            return None
        try:
            return verb(**self.cleaned_data, **more)
        except ValidationError as refusal:
            self.refused(refusal)
            return None

    def refused(self, refusal):
        """Say what the verb refused."""
        self.add_error(self.field_of(refusal), refusal)

    def field_of(self, refusal):
        """Which field a refusal belongs to: none, unless the refusal says so itself."""
        field = getattr(refusal, "field", None)
        return field if field in self.fields else None


class BodyField(forms.CharField):
    """Markdown, checked by `posts.bodies`."""

    def __init__(self, **kwargs):
        # The browser counts line ends as one character, the server may get two: no maxlength.
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 12, "dir": "auto"}))
        kwargs.setdefault(
            "help_text", _("Markdown. At least 20 words, at most %s characters.") % MOST_CHARACTERS
        )
        super().__init__(strip=False, **kwargs)

    def clean(self, value):
        return clean_body(super().clean(value))


def reason_field(**more):
    return forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        help_text=_("What you change and why, in a few words. Everybody sees it in the history."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        **more,
    )


class EditForm(VerbForm):
    """A text as it is now, to be changed, and why; who changes their own need not say.

    When somebody else was quicker, `now` is the post as it stands, and the form that is sent next
    is based on that.
    """

    because = reason_field()
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    now = None

    def __init__(self, *args, post, own, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["because"].required = not own
        self.fields["based_on"].initial = post.version

    @classmethod
    def of(cls, post, draft, data=None):
        """The form with the post's content, or with what a draft has of it."""
        own = post.author_id == draft.member_id
        return cls(data, initial=post.content | draft.fields, post=post, own=own)

    def refused(self, refusal):
        super().refused(refusal)
        if isinstance(refusal, ChangedMeanwhile):
            self.now = refusal.post
            self.data = {**dict(self.data.items()), "based_on": self.now.version}

    @property
    def status(self):
        """The status of the page that shows the form: 200, or why it comes back."""
        if not self.is_bound:
            return 200
        return 409 if self.now else 422

    @property
    def would_change(self):
        """What this text would change of the post as it stands."""
        return would_change(self.now, self.cleaned_data)


class OnceForm(VerbForm):
    """A form that, sent twice, leads to the first result."""

    once_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once_key"].initial = uuid.uuid4


class SuggestForm(OnceForm, EditForm):
    """A text to be suggested, and why."""

    because = reason_field(min_length=SHORTEST_REASON)
