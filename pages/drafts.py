"""Where drafts belong: the address of each one's form, and what it is about."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from answers.models import Answer
from posts.models import Draft
from questions.models import Question

_FORMS = {
    "question": "ask",
    "answer:question": "answer_question",
    "edit:question": "edit_question",
    "edit:answer": "edit_answer",
}


class ShownDraft(NamedTuple):
    """A draft in a list; `title` is empty where there is no form for it any more."""

    draft: Draft
    words: str
    title: str
    url: str


def address_of(place):
    """The address of the form that a draft was typed into."""
    form, number = _parts(place)
    return reverse(_FORMS[form], args=[number] if number else [])


def shown_drafts(drafts, viewer):
    """The drafts that have a text, with what each is about, in two queries more."""
    drafts = [draft for draft in drafts if draft.has_text]
    titles = _titles([draft.place for draft in drafts], viewer)
    return [
        ShownDraft(draft, _words(draft), _title(draft, titles), address_of(draft.place))
        for draft in drafts
    ]


def _parts(place):
    """The form's kind, and the number of the post it is about: 0 for none."""
    form, _colon, number = place.rpartition(":")
    return (form, int(number)) if form else (place, 0)


def _words(draft):
    words = {
        "question": _("A new question"),
        "answer:question": _("Your answer to"),
        "edit:question": _("Your edit of"),
        "edit:answer": _("Your edit of an answer to"),
    }
    return words[_parts(draft.place)[0]]


def _title(draft, titles):
    if draft.place == "question":
        return draft.fields.get("title") or _("A question without a title")
    return titles.get(draft.place, "")


def _titles(places, viewer):
    """The title of the question that each place is about, of those that the viewer may see."""
    numbers = {place: _parts(place) for place in places}
    answers = [number for form, number in numbers.values() if form == "edit:answer"]
    shown = Answer.objects.shown_to(viewer).filter(pk__in=answers)
    questions = dict(shown.values_list("pk", "question"))
    asked = {
        place: questions.get(number) if form == "edit:answer" else number
        for place, (form, number) in numbers.items()
    }
    titles = Question.objects.shown_to(viewer).filter(pk__in=filter(None, asked.values()))
    titles = dict(titles.values_list("pk", "title"))
    return {place: titles[pk] for place, pk in asked.items() if pk in titles}
