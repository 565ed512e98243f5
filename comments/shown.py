"""What pages show of a comment besides its text, as values."""

from datetime import datetime
from typing import NamedTuple

from comments.models import Comment
from posts.shown import ShownName, name_of


class ShownComment(NamedTuple):
    pk: int
    author: ShownName | None
    created_at: datetime
    edited_at: datetime | None
    score: int

    get_absolute_url = Comment.get_absolute_url


def shown_comment(comment):
    return ShownComment(
        comment.pk, name_of(comment), comment.created_at, comment.edited_at, comment.score
    )
