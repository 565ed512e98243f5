"""What search knows, once the transaction of a test is at what would be its end."""

from django.db import connection

from search.models import Document


def built():
    """Build what is marked, as the end of a transaction does."""
    connection.check_constraints()


def document(question):
    """The question's document as it is then, or None."""
    built()
    return Document.objects.filter(pk=question.pk).first()


def finds(question, words):
    """Whether the question's document has these words of a tsquery."""
    built()
    rows = Document.objects.filter(pk=question.pk)
    return rows.extra(where=["words @@ %s::tsquery"], params=[words]).exists()
