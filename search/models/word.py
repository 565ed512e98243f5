from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A word that members of this site use, as they write it, and in how many questions.

    Counted once for each question, when the gathering comes by: what is edited or removed later
    stays counted.
    """

    word = models.CharField(primary_key=True, max_length=30)
    questions = models.PositiveIntegerField()
    # The word, and the word without each of its letters: two words that one slip lies between have
    # one of these in common.
    neighbours = ArrayField(models.CharField(max_length=30))

    class Meta:
        verbose_name = _("word of the site")
        verbose_name_plural = _("words of the site")
        indexes = [GinIndex(fields=["neighbours"], name="search_word_neighbours")]

    def __str__(self):
        return self.word


class Gathering(models.Model):
    """How far the gathering of words has come: the number of the last question. It is one row."""

    last = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("gathering of words")
        verbose_name_plural = _("gatherings of words")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="search_one_gathering")
        ]

    def __str__(self):
        return f"{self.last}"
