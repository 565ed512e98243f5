"""Every verb, and whether a reader of a question's page sees that it was called.

A new verb needs a row here: what it does to the `Scene`, or why its page stays as it is.
"""

import inspect

from django.apps import apps

from accounts.models import User
from answers.models import Answer
from questions.models import Category, Question, Tag
from tests import cast


class Scene:
    """A question with an accepted answer and another one, and who may do something to them."""

    def __init__(self):
        self.mo, self.ada, self.bo = cast.mo(), cast.ada(), cast.bo()
        self.category = cast.category()
        self.question = cast.question(self.ada, category=self.category)
        self.accepted = cast.answer(self.bo, self.question)
        self.answer = cast.answer(cast.cy(), self.question)
        self.accepted.accept(by=self.ada)
        self.tag = Tag.objects.get(name="back-pain")
        self.path = self.question.get_absolute_url()

    def edit_question(self):
        words = {"title": self.question.title, "body": cast.LONG_ENOUGH + " More words."}
        self.question.edit(by=self.ada, category=self.category, tags=["depression"], **words)

    def describe(self, member, **changes):
        names = ["name", "works_at", "studied_at", "lives_in", "about"]
        member.describe(**{name: getattr(member, name) for name in names} | changes)

    def rename(self, category):
        category.name = "Another name"
        category.save()


WHY = {"because": "It has to be so."}

# What changes the page. The first word of a name is the verb, as `verbs()` finds it.
CHANGES = {
    "Question.edit": Scene.edit_question,
    "Question.remove": lambda s: s.question.remove(by=s.mo, **WHY),
    "Question.close": lambda s: s.question.close(by=s.mo, **WHY),
    "Answer.write": lambda s: cast.answer(s.mo, s.question),
    "Answer.edit": lambda s: s.answer.edit(by=s.mo, body=cast.LONG_ENOUGH + " More words."),
    "Answer.accept": lambda s: s.answer.accept(by=s.ada),
    "Answer.withdraw_acceptance": lambda s: s.accepted.withdraw_acceptance(by=s.ada),
    "Answer.remove": lambda s: s.answer.remove(by=s.mo, **WHY),
    "Answer.remove the accepted one": lambda s: s.accepted.remove(by=s.mo, **WHY),
    "User.describe the asker's name": lambda s: s.describe(s.ada, name="Ada Renamed"),
    "User.describe an answerer's credential": lambda s: s.describe(s.bo, works_at="the Mill"),
    "User.delete_account of the asker": lambda s: s.ada.delete_account(),
    "User.delete_account of an answerer": lambda s: s.answer.author.delete_account(),
    "Tag.rename": lambda s: s.tag.rename("backache"),
    "Tag.remove": lambda s: s.tag.remove(by=s.mo, **WHY),
    "Category.save": lambda s: s.rename(s.category),
    "Category.save a parent": lambda s: s.rename(s.category.parent),
    "Category.save the first level": lambda s: s.rename(s.category.parent.parent),
}
# What changes the page back, after a verb from above.
CHANGES_BACK = {
    "Question.restore": ("Question.remove", lambda s: s.question.restore(by=s.mo)),
    "Question.reopen": ("Question.close", lambda s: s.question.reopen(by=s.mo)),
    "Answer.restore": ("Answer.remove", lambda s: s.answer.restore(by=s.mo)),
    "Tag.restore": ("Tag.remove", lambda s: s.tag.restore(by=s.mo)),
}
UNSEEN = {
    "Question.ask": "its page has never been shown",
    "User.suspend": "it is between the member and the moderators",
    "User.lift_suspension": "as above",
    "User.remove": "posts stay, with the name of who wrote them",
    "User.restore": "as above",
    "User.prove_email": "no page shows an address",
    "User.refuse_if_suspended": "it changes nothing",
    "User.take_name": "it saves nothing; `describe` does",
    "Tag.describe": "only the tag's own page shows it",
    "Category.clean": "it changes nothing",
    "Question.set_tags": "a part of `edit`",
    "Question.mirror": "it copies what lists sort by",
    "Answer.hold_question": "it changes nothing",
    "Answer.require_acceptable": "it changes nothing",
    "Answer.mark_accepted": "a part of `accept`",
    "Answer.count": "a part of `write`, `remove` and `restore`",
    "Question.locked": "it changes nothing",
    "Answer.set_body": "a part of `edit`; it saves nothing",
    "Answer.render_body": "it saves nothing",
    "Question.set_body": "as for answers",
    "Question.render_body": "as for answers",
    "Question.save": "no verb but `edit` saves what is shown",
}
OF_ALL = {
    "be_taken_over",
    "put_away",
    "bring_back",
    "when_removed",
    "when_restored",
    "with_removal",
}


def verbs():
    """Every method of what a page shows, and of all other models those that somebody does."""
    for model in apps.get_models():
        for kind in [kind for kind in model.__mro__ if kind.__module__.split(".")[0] in ROOMS]:
            for name, found in vars(kind).items():
                method = found.__func__ if isinstance(found, classmethod) else found
                if not inspect.isfunction(method) or name.startswith(("_", "get_")):
                    continue
                if name not in OF_ALL and (model in SHOWN or "by" in parameters(method)):
                    yield f"{model.__name__}.{name}"


def parameters(method):
    return inspect.signature(method).parameters


SHOWN = {Question, Answer, User, Tag, Category}
ROOMS = {app.name for app in apps.get_app_configs() if "site-packages" not in app.path}
