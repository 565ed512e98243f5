from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from answers.models import AnswerRemoval
from comments.models import CommentRemoval
from moderation.desk.item import Action, Item
from moderation.models import Flag
from questions.models import QuestionRemoval

from .source import CLEAN_UP, MOST, REMOVE, SPAM, Source, about_of, posts_by_about

_REMOVALS = {"question": QuestionRemoval, "answer": AnswerRemoval, "comment": CommentRemoval}
PUBLISH = Action("publish", _("Publish"), "p")
WEIGHT = 2


class HeldPosts(Source):
    """Posts that the site holds back until a moderator has decided."""

    name = "held"
    title = _("Held for review")
    actions = (PUBLISH, REMOVE, SPAM, CLEAN_UP)

    def items(self):
        waiting = {
            (kind, row.removed_id): row
            for kind in _REMOVALS
            for row in self._open(kind).order_by("at")[:MOST]
        }
        posts = posts_by_about(waiting)
        return [self._item(row, posts[about]) for about, row in waiting.items() if about in posts]

    def find(self, key):
        about = about_of(key)
        row = self._open(about[0]).filter(removed=about[1]).first() if about else None
        return self._item(row, posts_by_about([about])[about]) if row else None

    def act(self, item, action, **how):
        if action == PUBLISH.name:
            item.post.restore(by=how["by"])
        else:
            super().act(item, action, **how)

    def _open(self, kind):
        """Those that no flag has brought to the desk already."""
        flagged = Flag.objects.open().filter(**{kind: OuterRef("removed")})
        return _REMOVALS[kind].objects.filter(~Exists(flagged), held=True, restored_at=None)

    def _item(self, removal, post):
        return Item(
            key="-".join([self.name, post.kind, str(post.pk)]),
            title=post.thread.title,
            weight=WEIGHT,
            at=removal.at,
            facts=(removal.because,),
            post=post,
            author=post.author,
        )
