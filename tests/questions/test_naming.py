"""A question named by its address or its number."""

import pytest
from django.core.exceptions import ValidationError

from questions.naming import question_named
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.mark.parametrize(
    "text",
    [
        "{pk}",
        "#{pk}",
        "  {pk} ",
        "/questions/{pk}/",
        "/questions/{pk}",
        "/questions/{pk}/an-older-title/?page=2#answers",
        "http://127.0.0.1:8000/questions/{pk}/",
        "https://localhost/questions/{pk}/a-title/",
        "HTTP://LOCALHOST/questions/{pk}/",
        "localhost/questions/{pk}/",
        "//localhost/questions/{pk}/",
    ],
)
def test_what_people_copy_names_it(question, text):
    assert question_named(text.format(pk=question.pk)) == question


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one",
        "-1",
        "1.0",
        "٣",
        "https://elsewhere.example/questions/{pk}/",
        "elsewhere.example/questions/{pk}/",
        "ftp://localhost/questions/{pk}/",
        "javascript:/questions/{pk}/",
        "http://[::1/questions/{pk}/",
        "/tags/questions/{pk}/",
        "/questions/{pk}x/",
        "/answers/{pk}/",
        "/questions/ask/",
    ],
)
def test_what_names_no_question_here_is_refused(question, text):
    with pytest.raises(ValidationError, match="address of a question on this site"):
        question_named(text.format(pk=question.pk))


def test_what_is_not_there_or_not_to_be_seen_is_refused_alike(question):
    question.remove(by=question.author, because="x")
    for number in (question.pk, question.pk + 1, "9" * 19):
        with pytest.raises(ValidationError, match="no such question"):
            question_named(str(number))
