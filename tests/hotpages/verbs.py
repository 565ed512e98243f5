"""Every verb, and whether a reader of a question's page sees that it was called.

A new verb needs a row here: what it does to the `Scene`, or why its page stays as it is.
"""

import inspect

from django.apps import apps

from accounts.models import User
from answers.models import Answer
from comments.models import Comment
from questions.models import Category, Question, Tag
from tests import cast
from tests.hotpages.scene import WHY, Scene, as_asked
from votes.models import Vote

# What changes the page. The first word of a name is the verb, as `verbs()` finds it.
CHANGES = {
    "Question.edit": Scene.edit_question,
    "QuestionSuggestedEdit.approve": lambda s: s.suggested.approve(by=s.mo),
    "QuestionSuggestedEdit.improve": lambda s: s.improve(s.suggested),
    "AnswerSuggestedEdit.approve": lambda s: s.suggested_answer.approve(by=s.mo),
    "AnswerSuggestedEdit.improve": lambda s: s.suggested_answer.improve(
        by=s.mo, body=cast.LONG_ENOUGH + " Other words."
    ),
    "Question.remove": lambda s: s.question.remove(by=s.mo, **WHY),
    "Question.give_way": Scene.merge,
    "Question.give_way to this question": Scene.merge_another_here,
    "Question.close": lambda s: s.question.close(by=s.mo, **WHY),
    "Question.close as a duplicate": Scene.close_as_duplicate,
    "Question.vote_to_close for the third time": Scene.close_by_votes,
    "Question.lock": lambda s: s.question.lock(by=s.mo, **WHY),
    "Question.protect": lambda s: s.question.protect(by=s.mo, **WHY),
    "Answer.write": lambda s: cast.answer(s.mo, s.question),
    "Answer.edit": lambda s: s.answer.edit(by=s.mo, body=cast.LONG_ENOUGH + " More words."),
    "Answer.accept": lambda s: s.answer.accept(by=s.ada),
    "Answer.withdraw_acceptance": lambda s: s.accepted.withdraw_acceptance(by=s.ada),
    "Answer.remove": lambda s: s.answer.remove(by=s.mo, **WHY),
    "Answer.remove the accepted one": lambda s: s.accepted.remove(by=s.mo, **WHY),
    "Answer.award": lambda s: s.answer.award(by=s.dee, pledge=s.pledge),
    "Comment.write": lambda s: cast.comment(s.ada, s.question),
    "Comment.write on an answer": lambda s: cast.comment(s.ada, s.answer),
    "Comment.edit": lambda s: s.comment.edit(by=s.eve, body="It was somebody else's idea."),
    "Comment.remove": lambda s: s.comment.remove(by=s.mo, **WHY),
    "Question.pledge": lambda s: s.question.pledge(by=s.dee, coins=10, once_key="two"),
    "Vote.cast on the question": lambda s: Vote.cast(by=s.dee, post=s.question, value=1),
    "Vote.cast on a comment": lambda s: Vote.cast(by=s.dee, post=s.comment, value=1),
    "Vote.cast on an answer": lambda s: Vote.cast(by=s.dee, post=s.answer, value=1),
    "Bounty.object_to": lambda s: s.question.bounty.object_to(s.pledge, by=s.dee),
    "Bounty.move_to": lambda s: s.question.bounty.move_to(s.another(), by=s.mo),
    "Bounty.move_to this question": Scene.move_a_pot_here,
    "Bounty.end when a promise is due": Scene.keep_the_promise,
    "Bounty.end when the pot is due": Scene.settle_the_pot,
    "User.describe a pledger's name": lambda s: s.describe(s.dee, name="Dee Renamed"),
    "User.delete_account of a pledger": lambda s: s.dee.delete_account(),
    "User.describe the asker's name": lambda s: s.describe(s.ada, name="Ada Renamed"),
    "User.describe an answerer's credential": lambda s: s.describe(s.bo, works_at="the Mill"),
    "User.delete_account of the asker": lambda s: s.ada.delete_account(),
    "User.delete_account of an answerer": lambda s: s.answer.author.delete_account(),
    "User.describe a commenter's name": lambda s: s.describe(s.eve, name="Eve Renamed"),
    "User.delete_account of a commenter": lambda s: s.eve.delete_account(),
    "User.remove who is mentioned": lambda s: s.fay.remove(by=s.mo, **WHY),
    "User.delete_account of who is mentioned": lambda s: s.fay.delete_account(),
    "Tag.rename": lambda s: s.tag.rename("backache", by=s.mo, **WHY),
    "Tag.remove": lambda s: s.tag.remove(by=s.mo, **WHY),
    "Tag.merge_into": Scene.merge_tags,
    "Category.move": lambda s: s.category.move(under=None, by=s.mo, **WHY),
    "Category.save": lambda s: s.rename(s.category),
    "Category.save a parent": lambda s: s.rename(s.category.parent),
    "Category.save the first level": lambda s: s.rename(s.category.parent.parent),
}
# What changes the page back, after a verb from above.
CHANGES_BACK = {
    "Question.roll_back": ("Question.edit", lambda s: as_asked(s.question, by=s.mo)),
    "Answer.roll_back": ("Answer.edit", lambda s: as_asked(s.answer, by=s.mo)),
    "Question.restore": ("Question.remove", lambda s: s.question.restore(by=s.mo)),
    "Question.vote_to_reopen for the third time": ("Question.close", Scene.reopen_by_votes),
    "Question.edit the original": ("Question.close as a duplicate", Scene.edit_original),
    "Question.remove the original": (
        "Question.close as a duplicate",
        lambda s: s.original().remove(by=s.mo, **WHY),
    ),
    "Question.give_way by the original": (
        "Question.close as a duplicate",
        lambda s: s.merge(s.original()),
    ),
    "Question.close the original as a duplicate": (
        "Question.close as a duplicate",
        lambda s: s.close_as_duplicate(s.original(), of="What was asked before all of that?"),
    ),
    "Question.reopen": ("Question.close", lambda s: s.question.reopen(by=s.mo)),
    "Question.unlock": ("Question.lock", lambda s: s.question.unlock(by=s.mo)),
    "Question.unprotect": ("Question.protect", lambda s: s.question.unprotect(by=s.mo)),
    "Question.lift_due": ("Question.lock", Scene.lift_what_is_due),
    "Answer.reverse_award": ("Answer.award", lambda s: s.answer.reverse_award(by=s.mo, **WHY)),
    "Answer.restore": ("Answer.remove", lambda s: s.answer.restore(by=s.mo)),
    "Comment.restore": ("Comment.remove", lambda s: s.comment.restore(by=s.mo)),
    "User.restore": ("User.remove who is mentioned", lambda s: s.fay.restore(by=s.mo)),
    "Tag.restore": ("Tag.remove", lambda s: s.tag.restore(by=s.mo)),
}
UNSEEN = {
    "Question.ask": "its page has never been shown",
    "User.suspend": "it is between the member and the moderators",
    "User.lift_suspension": "as above",
    "User.warn": "as above",
    "User.note": "it is between moderators",
    "User.mark_warned": "a part of `warn`",
    "User.held": "it changes nothing",
    "Warning.be_read": "only its member sees a warning",
    "Act.record": "only the log of acts shows it",
    "Appeal.make": "it is between the member and the moderators",
    "Appeal.decide": "as above",
    "User.prove_email": "no page shows an address",
    "User.take_name": "it saves nothing; `describe` does",
    "Tag.describe": "only the tag's own page shows it",
    "Question.withdraw_vote": "only those who may vote see votes",
    "CloseVote.cast": "as above",
    "Question.set_tags": "a part of `edit`",
    "Question.mirror": "it copies what lists sort by",
    "Answer.refuse_repeat": "a part of `write` and `edit`",
    "Answer.note_repeat": "only moderators see it",
    "Answer.compare_some": "as above",
    "Answer.sketch_missing": "no page shows a sketch",
    "Answer.mark_accepted": "a part of `accept`",
    "Answer.count": "a part of `write`, `remove` and `restore`",
    "Flag.put": "what it hides, `hold_back` drops",
    "Flag.decide": "what it shows again, `restore` drops",
    "Seen.mark": "it is between moderators",
    "CleanUp.begin": "what its job removes, `remove` drops",
    "CleanUp.undo": "what its job brings back, `restore` drops",
    "CleanUp.seize": "coins are taken from a member, not from a page",
    "CleanUp.spare": "as `seize`",
    "Seizure.make": "a part of `seize`",
    "Seizure.give_back": "as `seize`",
    "Block.of_member": "it is about who joins",
    "Question.count_vote": "a part of a vote",
    "Answer.count_vote": "as above",
    "Acceptance.make": "a part of `accept`",
    "Question.show_pot": "a part of what changes a pot",
    "Question.call_off": "a part of `close` and `remove`",
    "Bounty.open": "a part of `pledge`",
    "Bounty.call_off": "as for questions, and of `move_to`",
    "Pot.open": "a part of `pledge`",
    "Pot.pledge": "as above",
    "Pot.promise": "a part of `accept`",
    "Pledge.object": "a part of `object_to`",
    "Reversal.make": "a part of `reverse_award`",
    "Answer.tip": "a tip is between the two members",
    "Question.suggest_edit": "only those who may decide see it",
    "Answer.suggest_edit": "as above",
    "QuestionSuggestedEdit.suggest": "a part of `suggest_edit`",
    "AnswerSuggestedEdit.suggest": "as above",
    "QuestionSuggestedEdit.reject": "the post stays as it is",
    "AnswerSuggestedEdit.reject": "as above",
    "Draft.keep": "only its member sees it",
    "Draft.discard": "as above",
    "Grant.make": "it is between the member and the moderators",
    "Grant.agree": "as above",
    "Answer.set_body": "a part of `edit`; it saves nothing",
    "Answer.render_body": "it saves nothing",
    "Comment.set_body": "as for answers",
    "Comment.render_body": "as for answers",
    "Comment.set_mentions": "a part of `write` and `edit`",
    "Comment.count_vote": "a part of a vote",
    "Comment.count": "a part of `write`, `remove` and `restore`",
    "Question.set_body": "as for answers",
    "Question.render_body": "as for answers",
    "Question.be_followed": "a part of `ask` and `write`; only members see how many follow",
    "Follow.begin": "only members see how many follow",
    "Follow.stop": "as above",
    "TagChoice.choose": "it changes what a member's lists show, and no question's page",
    "TagChoice.forget": "as above",
    "Bookmark.put": "a bookmark is the member's own",
    "Bookmark.take_away": "as above",
    "Question.save": "no verb but `edit` saves what is shown",
}
UNSEEN |= dict.fromkeys(
    [
        *("User.refuse_if_suspended", "Category.clean", "Answer.hold_question"),
        *(
            "Question.hold",
            "Question.check_rewrite",
            "Answer.check_rewrite",
            "Answer.hold",
            "Question.locked",
            "Question.of_post_locked",
            "Question.refuse_if_merged",
            "Tag.refuse_if_merged",
        ),
        *("Answer.locked", "Pledge.made_once", "Draft.at", "Comment.hold_question"),
        *("Comment.hold_post_in_sight", "Comment.locked"),
    ],
    "it changes nothing",
)
OF_ALL = {
    "log",
    "hold_back",
    "take",
    "rewrite",
    "first_revision",
    "keep_revision",
    "is_open_to",
    "would_change",
    "be_taken_over",
    "put_away",
    "leave_sight",
    "when_decided",
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


SHOWN = {Question, Answer, Comment, User, Tag, Category}
ROOMS = {app.name for app in apps.get_app_configs() if "site-packages" not in app.path}
