"""What a vote is worth, in reputation."""

from accounts.models import Merit
from accounts.models.reputation import Reason
from questions.models import Question


def of_author(post, value):
    """What the vote does to the post's author: one Merit, or none."""
    if not value or post.author_id is None or post.community_wiki_at:
        return []
    if value < 0:
        reason = Reason.DOWN
    else:
        reason = Reason.QUESTION_UP if isinstance(post, Question) else Reason.ANSWER_UP
    return [Merit(post.author_id, reason, post.about)]


def of_voter(post, value, voter):
    """What it does to whoever votes: answers are voted down at a price."""
    if value >= 0 or voter is None or isinstance(post, Question) or post.community_wiki_at:
        return []
    return [Merit(voter, Reason.DOWN_VOTING, post.about)]
