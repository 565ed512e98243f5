from django.utils import timezone

from questions import trends
from questions.models import Lock, Protection, Question
from questions.tag_merging import go_on_merging

# Some seconds' work at most; the next run goes on from there.
_BATCHES = 40


def go_on_merging_tags():
    """Give the questions of merged tags the tags that these mean now."""
    go_on_merging(_BATCHES)


def recompute_trends():
    """Find out anew what is hot, and what was seen most this week."""
    trends.recompute()


def lift_restrictions():
    """Lift the locks and protections whose time has run out."""
    now = timezone.now()
    locks, protections = (kind.objects.due(now).values("question") for kind in (Lock, Protection))
    for question in Question.objects.filter(pk__in=locks.union(protections)).order_by("pk"):
        question.lift_due()
