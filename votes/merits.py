"""What a vote is worth, in reputation."""

from accounts.models import Merit
from accounts.models.reputation import Reason

_UP = {"question": Reason.QUESTION_UP, "answer": Reason.ANSWER_UP}


def of_author(post, value):
    """What the vote does to the post's author: one Merit, or none."""
    if not value or post.author_id is None or not _earns(post):
        return []
    return [Merit(post.author_id, Reason.DOWN if value < 0 else _UP[post.kind], post.about)]


def of_voter(post, value, voter):
    """What it does to whoever votes: answers are voted down at a price."""
    if value >= 0 or voter is None or post.kind != "answer" or not _earns(post):
        return []
    return [Merit(voter, Reason.DOWN_VOTING, post.about)]


def _earns(post):
    """Comments earn nothing, nor does what belongs to the community."""
    return post.kind in _UP and not post.community_wiki_at
