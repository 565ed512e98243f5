import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from posts.bodies import MOST_CHARACTERS, clean_body


class VerbForm(forms.Form):
    """A form whose result is one verb, and whose errors include the verb's refusal."""

    def carry_out(self, verb, **more):
        """Call `verb` with the cleaned fields. Returns its result, or None when refused."""
        if not self.is_valid():
            return None
        try:
            return verb(**self.cleaned_data, **more)
        except ValidationError as refusal:
            self.add_error(self.field_of(refusal), refusal)
            return None

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


class OnceForm(VerbForm):
    """A form that, sent twice, leads to the first result."""

    once_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["once_key"].initial = uuid.uuid4
