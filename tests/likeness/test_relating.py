"""Related questions, where one is compared before it has its vector."""

import pytest

from questions.models import Related
from search.jobs import embed_questions, relate_questions
from search.models import Document
from tests import cast
from tests.likeness.conftest import process_at
from tests.search.documents import built

pytestmark = pytest.mark.django_db

TITLES = [
    "Is a transit visa sold in the airport lounge?",
    "Is there an oven in the airport lounge?",
    "What is a visa run?",
]


@pytest.fixture
def three(tables, address):
    """Compared by their words, while the model is away."""
    ada = cast.ada()
    asked = [cast.question(ada, title=title, body=cast.own_words()) for title in TITLES]
    built()
    relate_questions()
    assert waiting() == set()
    return asked


def waiting():
    return set(Document.objects.exclude(changed_at=None).values_list("question", flat=True))


def first_related(question):
    return Related.objects.get(question=question, place=0).other


def test_what_words_related_is_compared_again_when_there_are_vectors(three, address):
    transit, oven, visa = three
    assert first_related(transit) == oven
    with process_at(address):
        embed_questions()
    assert waiting() == {question.pk for question in three}
    relate_questions()
    assert waiting() == set()
    assert first_related(transit) == visa


def test_without_a_vector_nothing_is_compared_again(three):
    embed_questions()
    assert waiting() == set()


def test_a_new_vector_makes_its_own_question_alone_be_compared(three, model):
    embed_questions()
    relate_questions()
    new = cast.question(cast.cy(), title="Which visa is for transit?", body=cast.own_words())
    built()
    relate_questions()
    embed_questions()
    assert waiting() == {new.pk}
