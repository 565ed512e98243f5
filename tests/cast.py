"""The cast of the tests, built through the real verbs.

Ada asks, Bo answers, Cy is a stranger, Mo moderates, Sue is suspended.
"""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from answers.models import Answer
from comments.models import Comment
from questions.models import Category, Question

LONG_ENOUGH = (
    "I have tried the things that everyone tries first and none of them made a difference, "
    "so I would like to know what to look at next and why."
)
PASSWORD = "a long enough passphrase"
_texts = count(1)


def member(name, **fields):
    """A member of some weeks with a verified e-mail address, `<name>@cast.invalid`."""
    fields.setdefault("created_at", timezone.now() - timedelta(days=30))
    email = f"{name.lower().replace(' ', '.')}@cast.invalid"
    user = User.objects.create_user(email, name, PASSWORD, **fields)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def newcomer(name):
    """A member who has joined just now."""
    return member(name, created_at=timezone.now())


def ada():
    return member("Ada Asks")


def bo():
    return member("Bo Answers", works_at="the Harbour Bakery", lives_in="Lower Fennel")


def cy():
    return member("Cy Stranger")


def mo():
    return member("Mo Moderates", is_staff=True)


def sue():
    user = member("Sue Suspended")
    user.suspend(by=None, because="Repeated advertising.")
    return user


def category():
    health = Category.objects.create(name="Health")
    mind = Category.objects.create(name="Mind", parent=health)
    return Category.objects.create(name="Depression", parent=mind)


def question(by, **fields):
    """A question of `by`'s, asked through the verb."""
    return Question.ask(
        **{
            "by": by,
            "title": "Can back pain be a sign of depression?",
            "body": LONG_ENOUGH,
            "category": None,
            "tags": ["depression", "back-pain"],
            **fields,
        }
    )


def suggestion(by, question, **fields):
    """An edit of the question, suggested through the verb."""
    content = Question.objects.get(pk=question.pk).content
    del content["body_format"]
    why = {"because": "The title did not say it all.", "based_on": 0}
    better = {"title": "Can a sore back come from low spirits?"}
    return question.suggest_edit(by=by, **(content | better | why | fields))


def answer(by, question, **fields):
    """An answer of `by`'s, written through the verb; unless told, in words of its own."""
    return Answer.write(**{"by": by, "question": question, "body": own_words(), **fields})


def own_words():
    """A text that repeats no other: after each four of its words stands a number of its own."""
    words, number = LONG_ENOUGH.split(), str(next(_texts))
    fours = [words[n : n + 4] for n in range(0, len(words), 4)]
    return " ".join(word for four in fours for word in [*four, number])


def comment(by, post, **fields):
    """A comment of `by`'s on a question or an answer, written through the verb."""
    return Comment.write(**{"by": by, "post": post, "body": "Since when, and where?", **fields})
