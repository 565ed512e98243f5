from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from answers.models import Answer
from moderation.desk.item import Item
from moderation.models import Seen
from questions.models import Question

from .source import CLEAN_UP, MOST, REMOVE, SEEN, SPAM, Source, unseen

# Who joined longer ago is known by what they wrote since.
RECENT = timedelta(days=14)
WEIGHT = 1


class FirstPosts(Source):
    """What a new member wrote first, once for each member."""

    name = "first"
    title = _("First posts")
    actions = (SEEN, REMOVE, SPAM, CLEAN_UP)

    def items(self):
        first = {}
        posts = [*self._recent(Question), *self._recent(Answer)]
        for post in sorted(posts, key=lambda post: post.created_at):
            first.setdefault(post.author_id, post)
        return [self._item(post) for post in first.values()]

    def act(self, item, action, **how):
        super().act(item, action, **how)
        # One look at a member's first post is enough, whatever was decided.
        Seen.mark(item.key, by=how["by"])

    def _recent(self, model):
        since = timezone.now() - RECENT
        posts = model.objects.visible().filter(
            unseen(self.name, "author"), created_at__gte=since, author__created_at__gte=since
        )
        posts = posts.filter(author__is_staff=False).select_related("author")
        if model is Answer:
            posts = posts.select_related("author", "question")
        return posts.order_by("created_at", "pk")[:MOST]

    def _item(self, post):
        return Item(
            key=f"{self.name}-{post.author_id}",
            title=post.thread.title,
            weight=WEIGHT,
            at=post.created_at,
            post=post,
            author=post.author,
        )
