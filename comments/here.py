"""A post's comments as one reader sees them, and what that reader may do there."""

import uuid
from typing import NamedTuple

from accounts.models import User
from accounts.privileges import distance
from comments.mentions import mentioned_in
from comments.places import all_comments_url, list_id
from comments.rules import may_comment, may_edit
from posts.rules import is_open_to, may_change, may_restore, may_write
from questions.models import Question
from screening.opened import opened_now


class Reader(NamedTuple):
    """Who reads which question's page, whether they may comment there, and else what they lack."""

    viewer: User
    question: Question
    may_comment: bool
    lacks: str
    # When the forms were opened, as they carry it along.
    opened: str = ""

    @classmethod
    def of(cls, question, viewer, answers=None):
        if question.removed_at or question.locked_at or not may_write(viewer):
            return cls(viewer, question, False, "")
        may = may_comment(viewer, question, answers)
        if may:
            return cls(viewer, question, True, "", opened_now())
        return cls(viewer, question, False, distance(viewer, "comment"))


class CommentsHere:
    """Some of a post's comments, and the form for another one.

    There are `more`; those that follow begin on the page `next_page` of all, if that is not the
    first.
    """

    def __init__(self, post, rows, reader, *, more=0, next_page=None):
        self.post, self.rows = post, rows
        self.more, self.next_page = max(more, 0), next_page
        present = post.removed_at is None
        self.form_key = uuid.uuid4() if present and reader.may_comment else None
        self.lacks = reader.lacks if present else ""
        self.opened = reader.opened
        _mark(rows, reader.viewer, reader.question)

    @property
    def has_some(self):
        return bool(self.rows or self.more)

    @property
    def is_shown(self):
        """Whether there are comments, or the form, or what the reader lacks for it."""
        return bool(self.has_some or self.form_key or self.lacks)

    @property
    def url(self):
        return all_comments_url(self.post)

    @property
    def place(self):
        return list_id(self.post)


def _mark(comments, viewer, question):
    """Write on each comment what the reader may do with it."""
    unlocked, is_open = question.locked_at is None, is_open_to(question, viewer)
    for comment in comments:
        present = comment.removed_at is None
        comment.may_edit = present and unlocked and may_edit(comment, viewer)
        comment.may_remove = present and is_open and may_change(comment, viewer)
        comment.may_restore = is_open and may_restore(comment, viewer)
        comment.may_flag = present and may_write(viewer) and comment.author_id != viewer.pk
        comment.may_vote = comment.may_flag and unlocked


def members_of(comments):
    """Who wrote these comments, and whoever they name."""
    named = set().union(*(mentioned_in(comment.body_html) for comment in comments))
    writers = {comment.author for comment in comments if comment.author}
    return writers | {User(pk=number) for number in named}
