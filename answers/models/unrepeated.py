from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext as _t

from answers import fingerprints

# Whole texts that are read to compare them, the likeliest first.
MOST_READ = 5
# Of a member's other answers so many of the latest are compared.
MOST_ELSEWHERE = 50


class SaidAlready(ValidationError):
    """An answer that says what another one to the same question says; `answer` is that one."""

    field = "body"

    def __init__(self, answer):
        super().__init__(
            format_html(
                '{} <a href="{}" target="_blank">{}</a>',
                _t("An answer here says the same already, or nearly. Write what it does not say."),
                answer.get_absolute_url(),
                _t("See that answer"),
            )
        )
        self.answer = answer


class Unrepeated(models.Model):
    """What keeps an answer from saying again what another one to its question says.

    An empty sketch waits for `sketch_missing`: until then nothing is compared with that answer.
    """

    sketch = models.BinaryField(null=True, editable=False)
    # When the text was written, until it has been compared with its author's other answers.
    uncompared_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def sketch_missing(cls, most):
        """Sketch up to `most` answers that have none, such as imported ones. Returns how many.

        Others may do the same meanwhile: rows that they hold are left to them.
        """
        rows = cls.objects.filter(sketch=None).only("body_html").order_by("pk")
        held = list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True)[:most])
        for row in held:
            row.sketch = fingerprints.sketch_of(fingerprints.words_of(row.body_html))
        cls.objects.bulk_update(held, ["sketch"])
        return len(held)

    @classmethod
    def compare_some(cls, most):
        """Compare up to `most` new texts with what their authors answered elsewhere, the oldest
        first. Returns how many there were; one that has no sketch yet waits for it.
        """
        waiting = cls.objects.exclude(uncompared_since=None).exclude(sketch=None)
        waiting = waiting.order_by("uncompared_since", "pk")[:most]
        for answer in waiting:
            answer.note_repeat()
        return len(waiting)

    def refuse_repeat(self):
        """Take the sketch of the text as it is now, for `compare_some` too. Raises SaidAlready.

        The caller holds the question's row, so that of two alike answers the second sees the first.
        Two queries, whatever the number of answers and their length; one where none is likely.
        """
        self.sketch = fingerprints.sketch_of(fingerprints.words_of(self.body_html))
        self.uncompared_since = self.edited_at or self.created_at
        answers = type(self).objects.visible().filter(question=self.question_id)
        if found := self._said_in(answers):
            raise SaidAlready(found)

    def note_repeat(self):
        """Record it for review when the author gave this answer to another question before.

        A text or an author that is another by now waits for the next comparison.
        """
        earlier = self._said_elsewhere()
        waiting = {"uncompared_since": self.uncompared_since, "author": self.author_id}
        with transaction.atomic():
            same = type(self).objects.filter(pk=self.pk, **waiting)
            if same.update(uncompared_since=None) and earlier:
                self.repeats.get_or_create(earlier=earlier)

    def _said_elsewhere(self):
        """What the author said before and says here again, or None.

        Of two that wait the one written later finds the other, whichever is compared first.
        """
        if self.author_id is None:
            return None
        answers = type(self).objects.visible().filter(author=self.author_id)
        answers = answers.exclude(question=self.question_id)
        written = answers.alias(written_at=Coalesce("edited_at", "created_at"))
        before = written.filter(written_at__lt=self.uncompared_since)
        return self._said_in(before.newest()[:MOST_ELSEWHERE])

    def _said_in(self, answers):
        """The first of these answers that says what this one says, or None."""
        mine, likely = fingerprints.numbers_of(self.sketch), []
        for pk, sketch in answers.values_list("pk", "sketch"):
            if sketch is not None and pk != self.pk:
                likely.append((fingerprints.likeness(mine, fingerprints.numbers_of(sketch)), pk))
        likely = sorted(each for each in likely if each[0] >= fingerprints.LIKELY)
        nearest = [pk for _likeness, pk in reversed(likely[-MOST_READ:])]
        if not nearest:
            return None
        words = fingerprints.words_of(self.body_html)
        texts = type(self).objects.only("question", "body_html").in_bulk(nearest)
        return next((texts[pk] for pk in nearest if _says(texts[pk], words)), None)


def _says(answer, words):
    others = fingerprints.words_of(answer.body_html)
    return fingerprints.share(words, others) >= fingerprints.ALIKE
