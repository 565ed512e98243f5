"""Forms whose text is screened before it is published."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from limits.address import UNKNOWN, client_address
from posts.forms import VerbForm
from screening.judge import judge
from screening.models import Trace
from screening.opened import opened_now, seconds_since
from screening.submission import Submission
from screening.trap import TrapInput


class Origin(NamedTuple):
    """Where a form came from."""

    address: str = UNKNOWN
    agent: str = ""

    @classmethod
    def of(cls, request):
        return cls(client_address(request.META), request.headers.get("User-Agent", "")[:300])


class ScreenedForm(VerbForm):
    """A form whose verb takes `held`: why moderators are to look before others do."""

    # What screening calls the text, and the fields that make it.
    kind = ""
    screened = ("body",)

    homepage = forms.CharField(required=False, widget=TrapInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, origin=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.origin = origin or Origin()
        self.fields["opened"].initial = opened_now

    def clean(self):
        cleaned = super().clean()
        self.trap = cleaned.pop("homepage", "")
        self.seconds = seconds_since(cleaned.pop("opened", ""))
        return cleaned

    def carry_out(self, verb, *, by, **more):
        """Screen the text, call the verb, and note where the text came from."""
        if not self.is_valid():
            return None
        submission = self.submission(by)
        try:
            held = judge(submission).held
        except ValidationError as refusal:
            self.refused(refusal)
            return None
        done = super().carry_out(verb, by=by, held=held, **more)
        if done:
            Trace.leave(submission, (self.kind, done.pk))
        return done

    def submission(self, by):
        text = "\n".join(self.cleaned_data.get(name, "") for name in self.screened)
        facts = {"seconds": self.seconds, "trap": self.trap}
        return Submission(by, self.kind, text, *self.origin, **facts)
