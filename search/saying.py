"""A query in plain words, for the reader to see how it was understood."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_SHOWN = {"word": "%s", "phrase": "“%s”", "tag": "[%s]"}
_SAID = {
    ("is", "answered"): gettext_lazy("answered"),
    ("is", "unanswered"): gettext_lazy("without an answer"),
    ("is", "accepted"): gettext_lazy("with an accepted answer"),
    ("has", "bounty"): gettext_lazy("with coins in the pot"),
}


def terms_said(alternatives):
    """The words, phrases and tags in one line."""
    lines = [_(" and ").join(map(_term_said, terms)) for terms in alternatives if terms]
    return _(" — or — ").join(lines)


def condition_said(condition, names):
    """A condition in a few words; `names` are those of its members or categories."""
    if names:
        said = _("asked by %s") if condition.name == "user" else _("in %s")
        said %= ", ".join(names)
    else:
        said = _SAID.get((condition.name, condition.value)) or _span_said(condition)
    return _("not %s") % said if condition.without else str(said)


def _term_said(term):
    shown = _SHOWN[term.kind] % term.text
    return _("without %s") % shown if term.without else shown


def _span_said(condition):
    return (_score_said if condition.name == "score" else _time_said)(*condition.value)


def _score_said(low, high):
    if high is None:
        return _("score %s or more") % low
    if low is None:
        return _("score %s or less") % high
    return _("score %(low)s to %(high)s") % {"low": low, "high": high}


def _time_said(first, after):
    if after is None:
        return _("asked on %s or later") % first
    if first is None:
        return _("asked before %s") % after
    return _("asked from %(first)s, before %(after)s") % {"first": first, "after": after}
