"""A site of ten posts, and the same with a hundred thousand."""

from django.db import connection

from tests import cast
from tests.standing import standing
from votes.models import Vote

MANY = {"questions": 20_000, "answers": 60_000, "comments": 20_000, "votes": 50_000}


class Site:
    """A question with three answers, a comment on each, and Cy, who may vote, comment and flag."""

    def __init__(self):
        self.ada, self.bo, self.cy = cast.ada(), cast.bo(), standing(cast.cy(), 500)
        self.question = cast.question(self.ada, category=cast.category())
        self.answers = [cast.answer(self.bo, self.question) for _ in range(3)]
        self.comments = [cast.comment(self.ada, answer) for answer in self.answers]
        self.vote = Vote.cast(by=self.cy, post=self.answers[0], value=1)

    def grow(self):
        """Add a hundred thousand posts, most of them by others, and let Postgres look at them."""
        someone = cast.member("Some One").pk
        multiply(self.question, MANY["questions"], author_id=someone)
        other = f"row.content_object_id + 1 + mod(n, {MANY['questions']})"
        multiply(self.question.taggings.first(), MANY["questions"], content_object_id=other)
        spread = f"row.question_id + 1 + mod(n, {MANY['questions']})"
        multiply(self.answers[0], MANY["answers"], author_id=someone, question_id=spread)
        answer = f"row.answer_id + 3 + mod(n, {MANY['answers']})"
        multiply(self.comments[0], MANY["comments"], author_id=someone, answer_id=answer)
        multiply(self.vote, MANY["votes"], voter_id="NULL", answer_id=answer)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def multiply(row, number, **changes):
    """Add copies of a row, numbered `n`; `changes` are expressions for their columns."""
    fields = row._meta.concrete_fields
    columns = [each.column for each in fields if not (each.primary_key or each.generated)]
    values = ", ".join(str(changes.get(each, f"row.{each}")) for each in columns)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values}"  # noqa: S608
            f" FROM {table} AS row, generate_series(1, %s) AS n WHERE row.id = %s",
            [number, row.pk],
        )
