"""What the verbs of the table are tried on."""

from datetime import timedelta

from django.db import transaction

from answers.settlement import keep_promises, settle_due
from moderation.merging import merge
from questions.jobs import go_on_merging_tags
from questions.models import Lock, Question, Tag
from rewards.models import Pot, Promise
from tests import cast
from tests.coins import rich
from tests.standing import standing


class Scene:
    """A question with an accepted answer and another one, and who may do something to them.

    Dee's 40 coins in its pot are promised to the author of the accepted one. Eve's comment on
    that one mentions Fay, whose own is removed.
    """

    def __init__(self):
        self.mo, self.ada, self.bo = cast.mo(), cast.ada(), cast.bo()
        self.dee = rich(cast.member("Dee Pledges"))
        self.category = cast.category()
        self.question = cast.question(self.ada, category=self.category)
        self.pledge = self.question.pledge(by=self.dee, coins=40, once_key="one")
        self.accepted = cast.answer(self.bo, self.question)
        self.answer = cast.answer(cast.cy(), self.question)
        self.accepted.accept(by=self.ada)
        self.question.refresh_from_db()
        self.eve = cast.member("Eve Comments", reputation=100)
        self.fay = cast.member("Fay Mentioned", reputation=100)
        gone = cast.comment(self.fay, self.question)
        self.comment = cast.comment(self.eve, self.accepted, body="@Fay Mentioned was right.")
        gone.remove(by=self.fay, **WHY)
        self.tag = Tag.objects.get(name="back-pain")
        self.suggested = cast.suggestion(self.dee, self.question)
        more = {"body": cast.LONG_ENOUGH + " More words.", "because": "There is more."}
        self.suggested_answer = self.answer.suggest_edit(by=self.dee, **more)
        self.path = self.question.get_absolute_url()

    def edit_question(self):
        words = {"title": self.question.title, "body": cast.LONG_ENOUGH + " More words."}
        self.question.edit(by=self.mo, category=self.category, tags=["depression"], **words)

    def improve(self, suggested):
        content = suggested.content | {"tags": ["mood"]}
        suggested.improve(by=self.mo, **content)

    def describe(self, member, **changes):
        names = ["name", "works_at", "studied_at", "lives_in", "about"]
        member.describe(**{name: getattr(member, name) for name in names} | changes)

    def another(self, **fields):
        """Another question, of Dee's."""
        return cast.question(self.dee, title="Another question, to be merged?", **fields)

    def move_a_pot_here(self):
        with transaction.atomic():
            self.question.bounty.call_off(by=self.mo)  # which drops nothing by itself
        other = self.another(coins=20)
        Question.objects.get(pk=other.pk).bounty.move_to(self.question, by=self.mo)

    def merge(self, question=None, into=None):
        merge(question or self.question, into=into or self.another(), by=self.mo, **WHY)

    def merge_another_here(self):
        other = self.another()
        cast.answer(self.eve, other)
        self.merge(other, self.question)

    def merge_tags(self):
        self.tag.merge_into(Tag.objects.get(name="depression"), by=self.mo, **WHY)
        go_on_merging_tags()

    def keep_the_promise(self):
        Promise.objects.update(due_at=self.pledge.at)
        keep_promises()

    def settle_the_pot(self):
        Promise.objects.update(due_at=self.pledge.at)
        days = {"runs_from": 3, "ends_at": 2, "settles_at": 1}
        Pot.objects.update(**{name: self.pledge.at - n * DAY for name, n in days.items()})
        settle_due()

    def original(self):
        """What the question is a duplicate of."""
        return self.question.originals[-1]

    def close_as_duplicate(self, question=None, of="What else was asked before that?"):
        original = cast.question(self.dee, title=of)
        (question or self.question).close(by=self.mo, kind="duplicate", original=original)

    def close_by_votes(self):
        with transaction.atomic():
            self.question.bounty.call_off(by=self.mo)  # which drops nothing by itself
        for voter in self.voters():
            self.question.vote_to_close(by=voter, kind="unclear")

    def reopen_by_votes(self):
        for voter in self.voters():
            self.question.vote_to_reopen(by=voter)

    def lift_what_is_due(self):
        Lock.objects.update(until=self.pledge.at)
        self.question.lift_due()

    def voters(self):
        return [standing(cast.member(f"Voter {n}"), 150) for n in range(3)]

    def edit_original(self):
        title, body = "What is this title now, on a duplicate?", cast.LONG_ENOUGH
        self.original().edit(by=self.mo, title=title, body=body, category=None, tags=["depression"])

    def rename(self, category):
        category.name = "Another name"
        category.save()


def as_asked(post, by):
    post.roll_back(by=by, to=post.revisions.get(number=1))


WHY = {"because": "It has to be so."}
DAY = timedelta(days=1)
