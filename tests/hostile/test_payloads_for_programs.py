"""Hostile texts in what programs are given: feeds stay XML, data stays JSON, pictures pictures."""

import json

import feedparser
import pytest

from discovery.drawing import draw
from discovery.feeds import MOST_ENTRIES
from questions.models import Question
from tests import cast
from tests.hostile.page_judge import judged
from tests.payloads import one_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(payloads, naughty_strings):
    lines = (one_line(text)[:150] for text in (*payloads, *naughty_strings))
    return [line for line in dict.fromkeys(lines) if storable(line)]


def storable(line):
    try:
        return bool(line.encode())
    except UnicodeEncodeError:
        return False


def test_feeds_stay_well_formed_and_say_what_was_written(client, texts):
    ada = cast.ada()
    questions = [
        cast.question(ada, title=f"What is number {n} of them all?") for n in range(MOST_ENTRIES)
    ]
    for first in range(0, len(texts), MOST_ENTRIES):
        some = texts[first : first + MOST_ENTRIES]
        for question, text in zip(questions, some, strict=False):
            Question.objects.filter(pk=question.pk).update(title=text, first_words=text)
        feed = feedparser.parse(client.get("/feeds/questions.atom").content)
        assert not feed.bozo, (feed.get("bozo_exception"), some)
        assert len(feed.entries) == MOST_ENTRIES


def test_data_for_search_engines_says_what_was_written(client, texts):
    question = cast.question(cast.ada())
    cast.answer(cast.bo(), question)
    for text in texts:
        Question.objects.filter(pk=question.pk).update(title=text)
        page = client.get(question.get_absolute_url())
        assert judged(page, 200) == [], text
        data = page.text.partition('<script type="application/ld+json">')[2]
        told = json.loads(data.partition("</script>")[0])
        assert told["mainEntity"]["name"] == text


def test_every_title_is_drawn_or_left(texts):
    for text in texts[::5]:
        assert draw(text, [text[:35]], "QuesHub")[:4] in {b"", b"\x89PNG"}
