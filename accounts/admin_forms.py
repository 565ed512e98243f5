import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

import markup
from accounts.admin_actions import ReasonForm
from accounts.fields import NameField, UntilField
from accounts.models import User
from accounts.models.words import MOST


class SuspensionForm(ReasonForm):
    until = UntilField(help_text=_("A day, or a day and a time in UTC. Empty means for good."))


class WordsForm(forms.Form):
    """Words of a moderator; the form sent twice leads to the first result."""

    READ_BY = ""

    words = forms.CharField(
        label=_("Words"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True, "dir": "auto"}),
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = self.READ_BY
        self.fields["once_key"].initial = uuid.uuid4


class WarningForm(WordsForm):
    READ_BY = _(
        "The member sees them on every page until they have read them, and may appeal. They stay "
        "in the log."
    )


class NoteForm(WordsForm):
    READ_BY = _("Only moderators. A note cannot be changed, and goes with the account.")


class MemberForm(forms.ModelForm):
    """A member as moderators see one; a new name passes the rules that hold at sign-up."""

    name = NameField()

    class Meta:
        model = User
        fields = [
            *("name", "works_at", "studied_at", "lives_in", "about"),
            *("is_active", "is_staff", "is_superuser", "groups"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].member = self.instance

    def clean_about(self):
        about = self.cleaned_data["about"]
        if "about" in self.changed_data:
            # Here, for a text that takes too long is an error of this field.
            self.instance.about_html = markup.render(about) if about else ""
        return about


class NewMemberForm(forms.ModelForm):
    """A member made by hand: the password is chosen by mail, like a forgotten one."""

    name = NameField()

    class Meta:
        model = User
        fields = ["email", "name"]

    def clean_email(self):
        email = (self.cleaned_data["email"] or "").lower()
        if not email:
            raise ValidationError(_("A member signs in by e-mail."))
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("There is a member with this address."))
        return email
