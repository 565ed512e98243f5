from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVector
from django.db.models import F, OuterRef, Window
from django.db.models.functions import RowNumber

from posts.models import PostQuerySet

from .mention import Mention

# What the admin's search looks through; the index is made of this very expression.
WORDS = SearchVector("body", config="english")

# The columns that pages show.
READ = [
    *("question", "answer", "author", "author__name", "body_html", "score"),
    *("created_at", "edited_at", "removed_at"),
]


class CommentQuerySet(PostQuerySet):
    def oldest(self):
        return self.order_by("created_at", "pk")

    def for_reading(self):
        """What pages show of comments, in one query: `mentioned` are those who are still there."""
        there = Mention.objects.filter(comment=OuterRef("pk"), member__removed_at=None)
        with_mentioned = self.annotate(mentioned=ArraySubquery(there.values("member")))
        return with_mentioned.select_related("author").only(*READ)

    def first_of_each(self, number):
        """The oldest `number` of each post."""
        place = Window(
            RowNumber(), partition_by=[F("question"), F("answer")], order_by=["created_at", "pk"]
        )
        return self.annotate(place=place).filter(place__lte=number).oldest()
