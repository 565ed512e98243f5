"""What speaks against publishing a text unread. Each rule is a function; `RULES` is the table."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from screening import akismet
from screening.models import Phrase, Trace

# So many points are a refusal, whatever else is said.
REFUSED = 1_000


class Finding(NamedTuple):
    """What a rule found: how much it weighs, and a sentence.

    The sentence is for moderators when the text is held, for the member when it is refused.
    """

    points: int
    sentence: str


def trap(submission):
    """A field that people do not see was filled in."""
    if submission.trap:
        return Finding(
            REFUSED,
            _("A hidden field was filled in, by your browser perhaps. Empty it and send again."),
        )
    return None


def haste(submission):
    """Nobody reads a form, writes and sends it within seconds. An edit may be a comma."""
    if submission.kind == "edit" or not submission.is_by_unknown:
        return None
    if submission.seconds is None:
        return Finding(1, _("It did not come from a form of this site."))
    if submission.seconds < settings.SCREENING_SECONDS:
        return Finding(REFUSED, _("That was very fast. Look over your text, and send it again."))
    return None


def links(submission):
    """Who has just come does not come to link."""
    if submission.is_by_unknown and submission.links:
        return Finding(min(submission.links, 3), _("It has links, and its author is new."))
    return None


def phrases(submission):
    """Words that moderators keep a list of."""
    if not submission.is_by_unknown:
        return None
    found = Phrase.objects.within(submission.text)
    if any(phrase.action == Phrase.Action.REFUSE for phrase in found):
        return Finding(
            REFUSED, _("This site does not publish texts like this one. Write it in other words.")
        )
    if found:
        return Finding(settings.SCREENING_HOLD, _("It has the words “%s”.") % found[0].words)
    return None


def repetition(submission):
    """The same text was sent before. Comments are often alike, and an edit may change a title."""
    if submission.kind in {"comment", "edit"} or not submission.is_by_unknown:
        return None
    if Trace.objects.of_text(submission.text).exists():
        return Finding(settings.SCREENING_HOLD, _("The same text was written elsewhere."))
    return None


def reported(submission):
    """What Akismet says, where a key is set."""
    if not submission.is_by_unknown:
        return None
    match akismet.ask(submission):
        case akismet.Answer.SPAM:
            return Finding(settings.SCREENING_HOLD, _("Akismet takes it for spam."))
        case akismet.Answer.CERTAIN:
            return Finding(REFUSED, _("This text looks like advertising. Write it in other words."))
    return None


# What costs nothing is asked first; a refusal ends it.
RULES = [trap, haste, links, phrases, repetition, reported]
