"""Which questions a question's page points to: those that look most like it.

The database marks a document when its words have changed; a job compares the marked ones with the
others, the newest first, and takes the mark away if it is still the same. A worker that was killed
is followed by one that begins with the same question.
"""

from django.db import transaction
from django.db.models.functions import Now

from accounts.hurry import TooSlow
from likeness.embedding import embed_some
from questions.models import Question, Related
from search.alike import like_question
from search.models import Document

BATCH = 50
MOST_RELATED = 7


def relate_some(most=BATCH):
    """Compare the next questions. Returns how many there were."""
    marked = Document.objects.exclude(changed_at=None).order_by("-question")
    marked = dict(marked.values_list("question", "changed_at")[:most])
    for question in Question.objects.filter(pk__in=marked).order_by("-pk"):
        _relate(question, marked[question.pk])
    return len(marked)


@transaction.atomic
def embed_and_mark():
    """Give the next questions their vectors, and mark them: by words they may have been compared
    before. Returns how many there were. Raises Away when the model's process is.
    """
    numbers = embed_some()
    _held(*numbers)
    Document.objects.filter(pk__in=numbers).update(changed_at=Now())
    return len(numbers)


def _relate(question, changed_at):
    numbers = _alike(question)
    with transaction.atomic():
        there = _held(question.pk, *(numbers or []))
        same = Document.objects.filter(question=question, changed_at=changed_at)
        if same.update(changed_at=None) and numbers is not None:
            # What was removed meanwhile is gone for the page; what was deleted is not there.
            Related.write(question, [pk for pk in numbers if pk in there])


def _alike(question):
    """Numbers of questions like it; None where that takes too long, and what it points to stays."""
    try:
        return like_question(question, limit=MOST_RELATED)
    except TooSlow:
        return None


def _held(*numbers):
    """Those of the questions that there are. A row that points to one holds it, and a document is
    locked after its question: so all are held first, in the order of all verbs.
    """
    rows = Question.objects.filter(pk__in=numbers).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True)
    return set(rows.values_list("pk", flat=True))
