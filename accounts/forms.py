from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

import markup
from accounts.fields import LineField, NameField, name_is_taken
from accounts.models import User


class ProfileForm(forms.Form):
    """What everyone sees of a member."""

    name = NameField()
    works_at = LineField(label=_("Works at"), max_length=120, required=False)
    studied_at = LineField(label=_("Studied at"), max_length=120, required=False)
    lives_in = LineField(label=_("Lives in"), max_length=120, required=False)
    about = forms.CharField(
        label=_("About"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Markdown, at most 5,000 characters."),
    )

    def __init__(self, *args, member, **kwargs):
        initial = {name: getattr(member, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        self.member = self.fields["name"].member = member

    def clean_about(self):
        about = self.cleaned_data["about"].replace("\r\n", "\n")
        most = User._meta.get_field("about").max_length
        if len(about) > most:
            raise forms.ValidationError(_("At most %s characters.") % most, code="too_long")
        return about

    def save(self):
        """Change the profile. Returns whether it was, else the form has the errors."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.member.describe(**self.cleaned_data)
        except markup.TooSlow as refusal:
            self.add_error("about", refusal)
        except IntegrityError:
            self.add_error("name", name_is_taken())
        return self.is_valid()
