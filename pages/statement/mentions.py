"""What transfers are about, by the names that their reader may know."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from answers.models import Answer
from questions.models import Merge, Question


class Mention(NamedTuple):
    """A name, and where it leads, if it leads anywhere."""

    words: str
    url: str = ""


class Mentions:
    """The questions and answers of several transfers, in two queries whatever their number.

    The bank knows them by kind and number only, and they may be gone since.
    """

    def __init__(self, abouts, viewer):
        numbers = defaultdict(set)
        for kind, number in abouts:
            numbers[kind].add(number)
        seen = Question.objects.shown_to(viewer)
        # A merged question's title is no secret, and its address leads to where it went.
        named = seen | Question.objects.filter(pk__in=Merge.objects.values("question"))
        questions = named.filter(pk__in=numbers["question"]).only("title", "slug")
        answers = Answer.objects.shown_to(viewer).filter(pk__in=numbers["answer"])
        answers = answers.filter(question__in=seen).select_related("question")
        self._found = {("question", each.pk): _of(each, each.title) for each in questions} | {
            ("answer", each.pk): _of(each, each.question.title)
            for each in answers.only("question__title")
        }

    def of(self, about):
        """The mention of a kind and a number; None for what is neither question nor answer."""
        if about in self._found:
            return self._found[about]
        hidden = {"question": _("a removed question"), "answer": _("a removed answer")}
        words = hidden.get(about[0])
        return words and Mention(words)


def _of(post, title):
    return Mention(title, post.get_absolute_url())
