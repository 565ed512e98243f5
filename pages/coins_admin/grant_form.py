from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.admin_verbs import RefusableForm
from accounts.models import User
from posts.finding import BIGGEST_KEY
from rewards.models import Grant

# What a transfer's column holds.
MOST_COINS = 2**31 - 1


class MemberField(forms.CharField):
    """A member, by number or whole e-mail address: a list of all would be of a million."""

    def clean(self, value):
        text = super().clean(value)
        wanted = {"email": text.lower()}
        number = text.removeprefix("#")
        if number.isascii() and number.isdigit():
            wanted = {"pk": min(int(number), BIGGEST_KEY)}
        member = User.objects.filter(**wanted).first()
        if member is None:
            raise ValidationError(_("There is no such member."))
        return member


class GrantForm(RefusableForm):
    member = MemberField(
        label=_("Member"), max_length=254, help_text=_("A member's number or e-mail address.")
    )
    coins = forms.IntegerField(
        label=_("Coins"),
        min_value=-MOST_COINS,
        max_value=MOST_COINS,
        help_text=_("More than nothing: a grant. Less than nothing: a fine."),
    )
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The member reads it in their statement."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    # A form that is sent twice grants once.
    once_key = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    class Meta:
        model = Grant
        fields = ["coins", "because", "once_key"]

    def clean_coins(self):
        # The database's own words would be of a constraint.
        if not self.cleaned_data["coins"]:
            raise ValidationError(_("How many coins?"))
        return self.cleaned_data["coins"]
