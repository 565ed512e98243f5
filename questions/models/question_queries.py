from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVector
from django.db import connections, models
from django.db.models.functions import JSONObject

from posts.models import SHOWN, PostQuerySet

from .category import Category
from .related import Related
from .tag import Tagging

# What search looks through; the index is made of this very expression.
WORDS = SearchVector("title", "body", config="english")

# Up to so many questions are counted one by one where their number is shown.
COUNTED = 1_000

# The columns that a list needs, and those that the ask page needs besides those of any post.
ROW = [
    *("title", "slug", "first_words", "created_at", "accepted_at", "closed_at", "removed_at"),
    *("score", "answer_count", "view_count", "author__name"),
    # The page's links name the last row by what it was sorted by.
    *("active_at", "pot_coins", "pot_ends_at"),
]
READ = [
    *("title", "slug", "first_words", "accepted_at", "answer_count", "view_count"),
    *("closed_at", "locked_at", "protected_at"),
    *("category__name", "category__slug", "category__parent__name", "category__parent__slug"),
    # A name without its key is an imported member's, whom nobody can sign in as.
    *("author__name_key", "rewarded_at", "pot_coins"),
    # The last column says that the path ends there.
    *("category__parent__parent__name", "category__parent__parent__slug"),
    "category__parent__parent__parent",
]


def shown_taggings():
    """The taggings that a question's page and row show, in the order the asker gave them."""
    shown = Tagging.objects.filter(tag__removed_at=None).select_related("tag").order_by("pk")
    return shown.only("content_object", "tag__name", "tag__slug")


def _taggings(tags):
    return Tagging.objects.filter(content_object=models.OuterRef("pk"), tag__in=tags)


def _tags():
    there = Tagging.objects.filter(content_object=models.OuterRef("pk"), tag__removed_at=None)
    shown = JSONObject(pk="tag", name="tag__name", slug="tag__slug")
    return there.order_by("pk").values(shown=shown)


def _related():
    there = Related.objects.filter(question=models.OuterRef("pk"), other__removed_at=None)
    shown = JSONObject(pk="other", title="other__title", slug="other__slug")
    return there.order_by("place").values(shown=shown)


class QuestionQuerySet(PostQuerySet):
    def newest(self):
        return self.order_by("-created_at", "-pk")

    def unanswered(self):
        """Open questions without a visible answer."""
        return self.filter(answer_count=0, closed_at=None)

    def mended(self):
        """Closed questions that were edited since: they wait for somebody to open them again."""
        return self.filter(edited_at__gt=models.F("closed_at"))

    def with_bounty(self):
        """Questions in whose open pot there are coins, read along its own indexes."""
        return self.filter(removed_at=None, pot_coins__gt=0)

    def richest(self):
        return self.order_by("-pot_coins", "-pk")

    def ending(self, now):
        """Those whose pot still takes pledges or is being assessed, the first to end first."""
        assessed = now - timedelta(days=settings.POT_ASSESSMENT_DAYS)
        return self.filter(pot_ends_at__gt=assessed).order_by("pot_ends_at", "pk")

    def tagged(self, tag):
        """A tag's visible questions, newest first, read along the tagging's own index.

        `in_tag` names the one tagging that all later conditions mean.
        """
        this = models.FilteredRelation("taggings", condition=models.Q(taggings__tag=tag))
        return (
            self.alias(in_tag=this)
            .filter(in_tag__tag=tag, in_tag__removed_at=None)
            .order_by("-in_tag__asked_at", "-in_tag__content_object_id")
        )

    def number_in_sight(self):
        """How many questions there are in sight, and whether that is exact.

        Many are not counted: what Postgres takes for their number is as old as its last look.
        """
        number = self.visible().newest()[: COUNTED + 1].count()
        if number <= COUNTED:
            return number, True
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'question_newest'")
            [known] = cursor.fetchone()
        return max(int(known), COUNTED), False

    def with_tag(self, tags):
        """Questions that carry one of these tags."""
        return self.filter(models.Exists(_taggings(tags)))

    def without_tags(self, tags):
        """Questions that carry none of these tags."""
        return self.exclude(models.Exists(_taggings(tags))) if tags else self

    def under(self, category):
        """Questions of the category and of all below it."""
        branch = Category.objects.under(category).values_list("pk", flat=True)
        return self.filter(category__in=list(branch))

    def with_tags(self):
        """With `tag_list` in one query for all."""
        return self.prefetch_related(
            models.Prefetch("taggings", shown_taggings(), to_attr="shown_taggings")
        )

    def for_list(self):
        """What a row of a list shows, in two queries whatever its length."""
        return self.select_related("author").only(*ROW).with_tags()

    def in_order_of(self, numbers):
        """The rows of these numbers in this order, without what is not there; a list."""
        rows = self.in_bulk(numbers)
        return [rows[number] for number in numbers if number in rows]

    def for_page(self):
        """The whole question, in two queries."""
        return self.select_related("author", "category__parent__parent").with_tags()

    def for_reading(self):
        """What the ask page shows of the question, in one query; `questions.reading` reads it."""
        with_all = self.select_related("author", "category__parent__parent", "source")
        return with_all.only(*SHOWN, *READ).annotate(
            tags_here=ArraySubquery(_tags()), related=ArraySubquery(_related())
        )
