"""Forms by which members give coins; what one asks for happens once, however often it is sent."""

import uuid

from django import forms
from django.utils.translation import gettext as _

from posts.forms import OnceForm
from posts.numbers import exact


class CoinsForm(OnceForm):
    """Coins that a member gives: `least` to `most`. A refusal stands beside their number.

    Without its key no coin moves.
    """

    def __init__(self, *args, least, most, **kwargs):
        super().__init__(*args, **kwargs)
        key = self.fields["once_key"]
        key.required = True
        key.error_messages["required"] = _("This form was incomplete. Try again.")
        self.fields["coins"] = coins_field(label=_("Coins"), least=least, most=most)

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
    out_of_range = _("Give %(least)s to %(most)s coins.") % {
        "least": exact(least),
        "most": exact(most),
    }
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={"min_value": out_of_range, "max_value": out_of_range},
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        **more,
    )
