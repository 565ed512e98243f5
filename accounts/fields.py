"""Form fields for what members say of themselves."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import clean_name

_HIDDEN_OR_TURNING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class NameField(forms.CharField):
    """A member's name: `accounts.names.clean_name`, and not taken by another member."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Name"))
        kwargs.setdefault("help_text", _("3 to 30 characters. Everyone sees it."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "nickname"}))
        super().__init__(max_length=200, **kwargs)
        self.member = None

    def clean(self, value):
        name = clean_name(super().clean(value))
        if User.objects.called(name).exclude(pk=self.member and self.member.pk).exists():
            raise name_is_taken()
        return name


def name_is_taken():
    return ValidationError(
        _("This name, or one that looks like it, is taken. Please choose another."), code="taken"
    )


class UntilField(forms.DateTimeField):
    """The end of what a moderator decides; `help_text` says what it means to give none."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Until"))
        kwargs.setdefault("widget", forms.DateTimeInput(attrs={"placeholder": "2030-12-31 12:00"}))
        super().__init__(required=False, **kwargs)

    def clean(self, value):
        until = super().clean(value)
        if until and until <= timezone.now():
            raise ValidationError(_("Choose a moment in the future."))
        return until


class LineField(forms.CharField):
    """One line of text without control and direction-changing characters."""

    def clean(self, value):
        line = super().clean(value)
        if _HIDDEN_OR_TURNING.search(line):
            raise ValidationError(_("Take out the invisible characters."), code="invisible")
        return line
