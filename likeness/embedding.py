"""Giving questions their vectors."""

import time

from django.db import transaction

from likeness import storage
from likeness.asking import vector_of
from markup import all_text
from questions.models import Question

# Few, for a batch is one transaction, and what it has done is lost when its worker is killed.
BATCH = 8
# For one text: the process may be answering others.
SECONDS = 5


@transaction.atomic
def embed_some(most=BATCH):
    """Give so many questions that are due their vectors. Returns the numbers of those.

    None are due while another worker is at it. Raises Away when the model's process is.
    """
    if not (storage.is_there() and storage.take_turn()):
        return []
    marks = storage.due(most)
    texts = Question.objects.filter(pk__in=marks).values_list("pk", "title", "body_html")
    vectors = {pk: _vector(title, all_text(html)) for pk, title, html in texts}
    storage.keep({pk: vector for pk, vector in vectors.items() if vector}, marks)
    return list(marks)


def _vector(title, body):
    return vector_of(title, body, until=time.monotonic() + SECONDS)
