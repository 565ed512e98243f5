"""What the rest of the site asks: which questions are like this one. None: ask by words."""

import time

from django.conf import settings

from likeness.asking import Away, vector_of
from likeness.nearest import nearest_to
from likeness.storage import is_there, stored

# While somebody types: for the model and Postgres together.
SECONDS = 0.15
# For related questions, which a job finds.
PATIENT_SECONDS = 10


def nearest(title, body="", *, before=None, limit=7):
    """[(a question's number, the cosine)] of those like what is being typed, likest first.

    `before`: only questions with smaller numbers. None when the model is off, away or late.
    """
    until = time.monotonic() + SECONDS
    try:
        if settings.LIKENESS and is_there():
            vector = vector_of(title, body, until=until)
            if vector:
                return nearest_to(vector, until=until, limit=limit, before=before)
    except Away:
        pass
    return None


def nearest_of(question, *, limit=10):
    """The same for a question that is stored, by its stored vector; None while it has none."""
    if not (settings.LIKENESS and is_there() and (vector := stored(question.pk))):
        return None
    until = time.monotonic() + PATIENT_SECONDS
    try:
        return nearest_to(vector, until=until, limit=limit, besides=question.pk)
    except Away:
        return None
