"""Questions with their answers and taggings, written to the database by COPY."""

import io
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from django.conf import settings
from django.db import connection

import markup
from bench.growing.texts import Text, plain, rank, vocabulary
from posts.models import FIRST_WORDS, Post
from questions.titles import LONGEST, slug_of

ANSWERS = [0, 1, 2, 3, 3, 4, 5, 6]  # each as often as the others: three on average
BEGAN, YEARS = datetime(2016, 1, 1, tzinfo=UTC), timedelta(days=3_650)
_AT_ONCE = 1_000
_POST = ("id", "author_id", "body", "body_format", "body_html", "first_words", "renderer_version")
_POST += ("licence", "score", "down_votes", "comment_count", "created_at", "accepted_at")
COLUMNS = {
    "questions_question": (
        *_POST,
        *("title", "slug", "answer_count", "view_count", "active_at", "category_id", "pot_coins"),
    ),
    "answers_answer": (*_POST, "question_id", "awarded_coins"),
    "questions_tagging": (
        *("tag_id", "content_object_id", "asked_at", "active_at", "score", "answer_count"),
    ),
}


class Plan(NamedTuple):
    """How large the site is, and the first number of everything that is on it."""

    questions: int
    members: int
    tags: int
    first_question: int
    first_answer: int
    first_member: int
    first_tag: int
    categories: list[int]


class Seeds(NamedTuple):
    """The texts that all others come from."""

    questions: list[tuple[Text, Text]]
    answers: list[Text]

    @property
    def texts(self) -> list[Text]:
        return [*(body for _title, body in self.questions), *self.answers]


class Writer:
    """Writes the questions from one number to another; the same numbers again are the same rows."""

    def __init__(self, plan: Plan, seeds: Seeds, numbers: range):
        self.plan, self.seeds, self.numbers = plan, seeds, numbers
        self.random = Random(numbers.start)
        self.words = vocabulary(seeds.texts, self.random)
        self.rows = {table: [] for table in COLUMNS}
        # So many numbers may be taken by one question's answers.
        self.answer = plan.first_answer + numbers.start * max(ANSWERS)

    def write(self):
        for number in self.numbers:
            self._question(number)
            if number % _AT_ONCE == 0:
                self._send()
        self._send()

    def _question(self, number):
        plan, random = self.plan, self.random
        title, body = random.choice(self.seeds.questions)
        asked = BEGAN + YEARS * ((number + random.random()) / plan.questions)
        active = min(asked + timedelta(days=random.expovariate(0.1)), BEGAN + YEARS)
        pk, answers = plan.first_question + number, random.choice(ANSWERS)
        accepted = active if answers and random.random() < 0.4 else None
        post = self._post(pk, body, asked, accepted)
        title = title.varied(random, self.words)[:LONGEST]
        category = plan.categories[rank(random, len(plan.categories)) - 1]
        more = [title, slug_of(title), answers, random.randrange(5_000), active, category, 0]
        self.rows["questions_question"].append([*post, *more])
        for place in range(answers):
            self._answer(pk, active, accepted if place == 0 else None)
        for tag in self._tags():
            self.rows["questions_tagging"].append([tag, pk, asked, active, post[8], answers])

    def _answer(self, question, at, accepted):
        text = self.random.choice(self.seeds.answers)
        self.rows["answers_answer"].append(
            [*self._post(self.answer, text, at, accepted), question, 0]
        )
        self.answer += 1

    def _post(self, pk, text, at, accepted):
        random, plan = self.random, self.plan
        body = text.varied(random, self.words)
        author = plan.first_member + int(plan.members * random.random() ** 2)
        ups = min(int(random.paretovariate(1.33)) - 1, plan.members // 2)
        downs = int(random.random() < 0.1)
        made = [body, Post.Format.HTML, body, plain(body)[:FIRST_WORDS], markup.RENDERER_VERSION]
        return [pk, author, *made, settings.LICENCE, ups - downs, downs, 0, at, accepted]

    def _tags(self):
        """One to five; the first is on a third of all questions, the others are ever rarer."""
        random, plan = self.random, self.plan
        ranks = {rank(random, plan.tags) for _ in range(random.randint(1, 4))}
        if random.random() < 0.35:
            ranks.add(1)
        return [plan.first_tag + each - 1 for each in sorted(ranks)]

    def _send(self):
        with connection.cursor() as cursor:
            for table, rows in self.rows.items():
                lines = io.StringIO("".join("\t".join(map(_field, row)) + "\n" for row in rows))
                cursor.copy_expert(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN", lines)
                rows.clear()


_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _field(value):
    """As COPY reads it (Postgres's documentation of COPY, "Text Format")."""
    return r"\N" if value is None else str(value).translate(_ESCAPED)
