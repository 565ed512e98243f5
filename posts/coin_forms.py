"""Forms by which members give coins; what one asks for happens once, however often it is sent."""

import uuid

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from posts.forms import VerbForm
from posts.numbers import exact


class OnceKeyField(forms.UUIDField):
    """A hidden key without which no coin moves. A form that came without gets one for next time."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(error_messages={"required": _("This form was incomplete. Try again.")})

    def bound_data(self, data, initial):
        return data or initial


class CoinsForm(VerbForm):
    """Coins that a member gives: `least` to `most`. A refusal stands beside their number."""

    once_key = OnceKeyField()

    def __init__(self, *args, least, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["coins"] = coins_field(label=_t("Coins"), least=least, most=most)
        self.fields["once_key"].initial = uuid.uuid4

    def carry_out(self, verb, **more):
        done = super().carry_out(verb, **more)
        if done is None:
            # Nothing was given under this key, or something else was: what is sent next is new.
            self.data = {**dict(self.data.items()), "once_key": str(uuid.uuid4())}
        return done

    def field_of(self, refusal):
        return "coins"


def coins_field(*, label, least, most, **more):
    """A whole number of coins within what the settings allow."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            name: _t("Give %(least)s to %(most)s coins.")
            % {"least": exact(least), "most": exact(most)}
            for name in ("min_value", "max_value")
        },
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        **more,
    )
