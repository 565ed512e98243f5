"""Forms whose text is screened before it is published."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

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


class Screened(VerbForm):
    """A form whose text is screened before its verb is called, under the name `kind`."""

    kind = ""
    # The fields that make the text.
    screened = ("body",)

    def __init__(self, *args, origin=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.origin = origin or Origin()

    def judged(self, by, **facts):
        """The text as it was submitted, and why it is to be held; None where it is refused."""
        text = "\n".join(self.cleaned_data.get(name, "") for name in self.screened)
        submission = Submission(by, self.kind, text, *self.origin, **facts)
        try:
            return submission, judge(submission).held
        except ValidationError as refusal:
            self.refused(refusal)
            return None


class ScreenedForm(Screened):
    """A new text, whose verb takes `held`: why moderators are to look before others do."""

    homepage = forms.CharField(required=False, widget=TrapInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = opened_now

    def clean(self):
        cleaned = super().clean()
        self.trap = cleaned.pop("homepage", "")
        self.seconds = seconds_since(cleaned.pop("opened", ""))
        return cleaned

    def carry_out(self, verb, *, by, **more):
        """Screen the text, call the verb, and note where the text came from."""
        judged = self.is_valid() and self.judged(by, seconds=self.seconds, trap=self.trap)
        if not judged:
            return None
        submission, held = judged

        @transaction.atomic
        def traced(**fields):
            done = verb(**fields)
            if done:
                Trace.leave(submission, (self.kind, done.pk))
            return done

        return super().carry_out(traced, by=by, held=held, **more)


class ScreenedEdit(Screened):
    """Another text for a post that stands there: what is to be held, is held with the edit."""

    kind = "edit"

    def carry_out(self, verb, *, by, **more):
        judged = self.is_valid() and self.judged(by)
        if not judged:
            return None

        @transaction.atomic
        def edited(**fields):
            post = verb(**fields)
            if post and judged[1]:
                _keep_answers_in_sight(post)
                post.hold_back(because=judged[1])
            return post

        return super().carry_out(edited, by=by, **more)


def _keep_answers_in_sight(post):
    """Refuse an edit that would hide, with its question, what others have answered."""
    if getattr(post, "answer_count", 0):
        raise ValidationError(_("Take out links and advertising, and send it again."))


class ScreenedProposal(Screened):
    """A text about which somebody decides who may be new too: what would be held is not taken."""

    kind = "edit"

    def carry_out(self, verb, *, by, **more):
        judged = self.is_valid() and self.judged(by)
        if judged and judged[1]:
            self.refused(ValidationError(_("Take out links and advertising, and send it again.")))
        elif judged:
            return super().carry_out(verb, by=by, **more)
        return None
