from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from questions.models import Question

_STEPS = models.Func(
    "quality", function="search_steps", output_field=ArrayField(models.SmallIntegerField())
)


class Document(models.Model):
    """What search knows of a question in sight: the words of its page, and what it filters by.

    The database writes it, in triggers of the migrations, and nobody else does: a verb that changes
    a question, an answer or a tagging marks the row as `stale`, and when its transaction ends the
    words are made anew, once. A question out of sight has no row.
    """

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    # A: the title, B: the tags as `#<number>`, C: the body, D: the answers.
    words = SearchVectorField(default="")
    title_words = SearchVectorField(default="")
    # By which configuration of Postgres the words were made, such as "english".
    language = models.CharField(max_length=63, default="")
    stale = models.BooleanField(default=True)
    # When its words changed, until `search.relating` has compared them with others'.
    changed_at = models.DateTimeField(null=True, db_default=Now())
    # Copies of the question's columns.
    author = models.BigIntegerField(null=True)
    category = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    score = models.IntegerField()
    answer_count = models.PositiveIntegerField()
    accepted = models.BooleanField()
    pot_coins = models.PositiveIntegerField()
    quality = models.FloatField()

    class Meta:
        verbose_name = _("document of the search")
        verbose_name_plural = _("documents of the search")
        indexes = [
            # A common word is looked for from a tier upwards (search/tiers.py). The steps come
            # first: so words are compared in the documents that have one, and in no others. Words
            # of the title tell which documents need no look at all (search/finding.py).
            GinIndex(
                OpClass(_STEPS, "array_ops"),
                OpClass("words", "tsvector_ops"),
                OpClass("title_words", "tsvector_ops"),
                name="search_ranking",
            ),
            models.Index(fields=["author"], name="search_author"),
            models.Index(fields=["category"], name="search_category"),
            models.Index(fields=["created_at"], name="search_created"),
            models.Index(fields=["score"], name="search_score"),
            models.Index(
                fields=["pot_coins"], condition=models.Q(pot_coins__gt=0), name="search_bounty"
            ),
            models.Index(fields=["question"], condition=models.Q(stale=True), name="search_stale"),
            models.Index(
                fields=["question"],
                condition=models.Q(changed_at__isnull=False),
                name="search_changed",
            ),
        ]

    def __str__(self):
        return f"{self.question_id}"
