from django.db.models import Count, Min, Sum
from django.utils.translation import gettext_lazy as _

from moderation.desk.item import Action, Item
from moderation.models import Flag

from .source import CLEAN_UP, MOST, REMOVE, SPAM, Source, about_of, posts_by_about

_KINDS = ("question", "answer", "comment")
HELPFUL = Action("helpful", _("Helpful, and nothing more to do"), "h")
DECLINE = Action("decline", _("Decline: the post is fine"), "d")


class FlaggedPosts(Source):
    """Posts with flags that nobody has looked at; all flags on one post are one item."""

    name = "flags"
    title = _("Flagged")
    actions = (REMOVE, SPAM, HELPFUL, DECLINE, CLEAN_UP)

    def items(self):
        grouped = Flag.objects.open().values(*_KINDS).order_by()
        rows = grouped.annotate(sum=Sum("weight"), since=Min("at"), count=Count("pk"))
        rows = list(rows.order_by("-sum", "since")[:MOST])
        posts = posts_by_about([_about(row) for row in rows])
        return [self._item(row, posts[_about(row)]) for row in rows if _about(row) in posts]

    def find(self, key):
        about = about_of(key)
        post = posts_by_about([about]).get(about) if about else None
        flags = list(Flag.objects.open().about(post).order_by("at")) if post else []
        if not flags:
            return None
        row = {"sum": sum(flag.weight for flag in flags), "since": flags[0].at, "count": len(flags)}
        return self._item(row, post)._replace(facts=tuple(_said(flag) for flag in flags))

    def act(self, item, action, **how):
        if action in (HELPFUL.name, DECLINE.name):
            Flag.decide(by=how["by"], post=item.post, helpful=action == HELPFUL.name)
        else:
            super().act(item, action, **how)

    def _item(self, row, post):
        return Item(
            key="-".join([self.name, post.kind, str(post.pk)]),
            title=post.thread.title,
            weight=row["sum"] + row["count"],
            at=row["since"],
            post=post,
            author=post.author,
        )


def _about(row):
    return next((kind, row[kind]) for kind in _KINDS if row[kind])


def _said(flag):
    return (
        f"{flag.get_kind_display()}: {flag.words}" if flag.words else str(flag.get_kind_display())
    )
