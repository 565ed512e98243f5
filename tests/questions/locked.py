"""A question and all that can be done on its page, for tests of its lock."""

from tests import cast
from tests.coins import rich
from tests.standing import standing
from votes.models import Vote

WHY = {"because": "It has become a quarrel."}


class Scene:
    """Ada's question with two answers, one accepted, Eve's comments, and edits by Dee's hand."""

    def __init__(self):
        self.mo, self.ada, self.bo = cast.mo(), cast.ada(), cast.bo()
        self.dee = rich(cast.member("Dee Suggests"))
        self.eve = standing(cast.member("Eve Comments"), 150)
        self.question = cast.question(self.ada, tags=["depression"])
        self.answer = cast.answer(self.bo, self.question)
        self.accepted = cast.answer(cast.cy(), self.question)
        self.accepted.accept(by=self.ada)
        self.edit(self.mo)
        self.edit_answer(self.mo)
        self.comment = cast.comment(self.eve, self.question)
        self.below = cast.comment(self.eve, self.answer)
        self.gone = cast.comment(self.eve, self.question)
        self.gone.remove(by=self.eve, **WHY)
        self.suggested = cast.suggestion(self.dee, self.question)
        more = {"body": cast.LONG_ENOUGH + " More words.", "because": "There is more."}
        self.suggested_answer = now(self.answer).suggest_edit(by=self.dee, **more)

    def edit(self, by, words=" And more."):
        content = {"title": self.question.title, "category": None, "tags": ["depression"]}
        now(self.question).edit(by=by, body=cast.LONG_ENOUGH + words, **content)

    def edit_answer(self, by, words=" And more."):
        now(self.answer).edit(by=by, body=cast.own_words() + words)

    def suggest_for_answer(self):
        body = cast.own_words()
        self.accepted.suggest_edit(by=self.dee, body=body, because="There is more.")

    def improve(self):
        content = self.suggested.content | {"title": "Another title for this question?"}
        self.suggested.improve(by=self.mo, **content)

    def vote(self, post, by=None, value=1):
        Vote.cast(by=by or self.eve, post=post, value=value)


def now(row):
    return type(row).objects.get(pk=row.pk)


def first(post):
    return post.revisions.get(number=1)


# What nobody can do below a lock.
REFUSED = {
    "answer": lambda s: cast.answer(s.dee, s.question),
    "a moderator answers": lambda s: cast.answer(s.mo, s.question),
    "edit": lambda s: s.edit(s.ada, " Other words."),
    "a moderator edits": lambda s: s.edit(s.mo, " Other words."),
    "roll back": lambda s: now(s.question).roll_back(by=s.ada, to=first(s.question)),
    "edit an answer": lambda s: s.edit_answer(s.bo, " Other words."),
    "roll back an answer": lambda s: now(s.answer).roll_back(by=s.bo, to=first(s.answer)),
    "suggest an edit": lambda s: cast.suggestion(s.bo, s.question),
    "suggest an edit of an answer": Scene.suggest_for_answer,
    "improve an edit": Scene.improve,
    "approve an edit of an answer": lambda s: s.suggested_answer.approve(by=s.mo),
    "reject an edit": lambda s: s.suggested.reject(by=s.mo, **WHY),
    "accept": lambda s: now(s.answer).accept(by=s.ada),
    "withdraw an acceptance": lambda s: now(s.accepted).withdraw_acceptance(by=s.ada),
    "comment": lambda s: cast.comment(s.ada, s.question),
    "a moderator comments": lambda s: cast.comment(s.mo, s.question),
    "comment on an answer": lambda s: cast.comment(s.ada, s.answer),
    "edit a comment": lambda s: s.comment.edit(by=s.eve, body="Other words, for once."),
    "a moderator edits a comment": lambda s: s.below.edit(by=s.mo, body="Words of a moderator."),
    "vote": lambda s: s.vote(s.question),
    "vote down": lambda s: s.vote(s.answer, value=-1),
    "vote on an answer": lambda s: s.vote(s.answer),
    "vote on a comment": lambda s: s.vote(s.comment, by=s.mo),
    "vote on a comment on an answer": lambda s: s.vote(s.below, by=s.mo),
    "remove one's question": lambda s: now(s.question).remove(by=s.ada, **WHY),
    "remove one's answer": lambda s: now(s.answer).remove(by=s.bo, **WHY),
    "remove one's comment": lambda s: s.comment.remove(by=s.eve, **WHY),
    "restore one's comment": lambda s: now(s.gone).restore(by=s.eve),
    "vote to close": lambda s: now(s.question).vote_to_close(by=s.eve, kind="unclear"),
    "pledge": lambda s: now(s.question).pledge(by=s.dee, coins=10, once_key="one"),
}
