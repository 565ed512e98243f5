"""What stands beside a tag's questions: the tags it goes with, and who answers there.

Both are read from the tag's newest questions alone, so that a tag of a million costs what a tag of
a thousand costs; and they are kept for a while, for they hardly change.
"""

from django.core.cache import cache
from django.db.models import Count, Sum

from accounts.models import User
from answers.models import Answer
from questions.models import Tag, Tagging

NEWEST = 1_000
RELATED = 10
ANSWERERS = 5
KEPT_SECONDS = 3600


def tag_rail(tag):
    """`related` tags, the most frequent first, and `answerers` with the `points` they got."""
    key = f"tag-rail:{tag.pk}"
    if not (kept := cache.get(key)):
        kept = (_related(tag), _answerers(tag))
        cache.set(key, kept, KEPT_SECONDS)
    related, points = kept
    tags = Tag.objects.visible().in_bulk(related)
    members = User.objects.visible().in_bulk(points)
    for pk, member in members.items():
        member.points = points[pk]
    return {
        "related": [tags[pk] for pk in related if pk in tags],
        "answerers": [members[pk] for pk in points if pk in members],
    }


def _newest(tag):
    taggings = Tagging.objects.filter(tag=tag, removed_at=None)
    return taggings.order_by("-asked_at", "-content_object").values("content_object")[:NEWEST]


def _related(tag):
    """The ids of the tags that its questions carry besides."""
    beside = Tagging.objects.filter(content_object__in=_newest(tag)).exclude(tag=tag)
    together = beside.filter(tag__removed_at=None).values("tag").annotate(number=Count("pk"))
    return list(together.order_by("-number", "tag").values_list("tag", flat=True)[:RELATED])


def _answerers(tag):
    """Whose answers there have the most points: the ids of members, and their points."""
    answers = Answer.objects.visible().filter(question__in=_newest(tag), author__removed_at=None)
    by_author = answers.exclude(author=None).values_list("author").annotate(points=Sum("score"))
    return dict(by_author.filter(points__gt=0).order_by("-points", "author")[:ANSWERERS])
