from django.utils import timezone

from questions.models import Lock, Protection, Question


def lift_restrictions():
    """Lift the locks and protections whose time has run out."""
    now = timezone.now()
    locks, protections = (kind.objects.due(now).values("question") for kind in (Lock, Protection))
    for question in Question.objects.filter(pk__in=locks.union(protections)).order_by("pk"):
        question.lift_due()
