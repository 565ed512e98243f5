"""Which question a duplicate leads to.

A closure keeps the question that was the last of its line when it was closed. When that one is
closed as a duplicate in its turn, older closures stay as they are, and whoever follows the line
comes to its new end: pages do so in one query. So reopening a question in the middle needs no
repair, and closing one with a thousand duplicates writes one row.

Where a question was merged into another one, that one stands in its place, whether the line begins
there or comes by: so merging a popular original rewrites none of its duplicates either.

A line never comes back to where it began. Each step is added while both its ends are held, and
leads to a question from which no step leads on; adding one there needs the same row. A merge keeps
to the same: it leads to the last question of a line in which the merged one does not stand.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

# A line has a step more only when its last question becomes a duplicate: longer ones are not made.
LONGEST = 20

_LINE = """
WITH RECURSIVE line (pk, step) AS (
    SELECT coalesce((SELECT into_id FROM questions_merge WHERE question_id = start), start), 0
    FROM (VALUES (%s::bigint)) AS asked (start)
    UNION ALL
    SELECT coalesce(merge.into_id, closure.original_id), step + 1
    FROM line JOIN questions_closure AS closure ON closure.question_id = pk
    LEFT JOIN questions_merge AS merge ON merge.question_id = closure.original_id
    WHERE reopened_at IS NULL AND original_id IS NOT NULL AND step < %s
)
SELECT id, title, slug, removed_at FROM line JOIN questions_question ON id = pk ORDER BY step
"""


class NotTheOriginal(ValidationError):
    """A question that cannot be what another one is a duplicate of."""

    field = "original"


def line_of(question):
    """The question itself, and those that it leads to as a duplicate, one after the other.

    A merged one's line begins with the question that stands in its place.
    """
    return list(type(question)._base_manager.raw(_LINE, [question.pk, LONGEST]))


class Originals:
    """A question that is to be closed or merged, and where it may lead to, held.

    `named` is called for the questions that are named as originals, again when the rows are held:
    one may have come meanwhile. Rows are held in the order of their numbers; a line that grew
    meanwhile can break it, and then the database ends the deadlock and the verb is done again.
    """

    def __init__(self, question, named):
        self.rows, self.lines = {}, {}
        while True:
            self.lines = {each.pk: line_of(each) for each in named()}
            wanted = {question.pk, *(line[-1].pk for line in self.lines.values())}
            if not wanted - self.rows.keys():
                break
            self._hold(type(question), wanted - self.rows.keys())
        self.question = self.rows[question.pk]

    def _hold(self, model, wanted):
        rows = model.objects.filter(pk__in=wanted).order_by("pk").select_for_update(of=("self",))
        self.rows |= {row.pk: row for row in rows}

    def last(self, original):
        """The row of the question that `original` leads to. Raises NotTheOriginal."""
        line = self.lines[original.pk]
        if any(each.pk == self.question.pk for each in line):
            raise NotTheOriginal(_t("That question leads back to this one: name another one."))
        if line[0].removed_at or line[-1].removed_at or len(line) > LONGEST:
            raise NotTheOriginal(_t("That question leads nowhere any more: name another one."))
        return self.rows[line[-1].pk]

    def fits(self, original):
        """Whether this question may lead to `original`; None, where none is needed, fits."""
        try:
            return original is None or bool(self.last(original))
        except NotTheOriginal:
            return False
