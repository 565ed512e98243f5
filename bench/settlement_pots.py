"""The pots of `bench.settlement`: `python -m bench.ready bench.settlement_pots open 10000`.

`open N` makes N pots that are due, `settle` settles all and prints the seconds it took, `left` says
how many are open, `check` exits with 1 when the audit finds a difference.
"""

import sys
import time
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from answers.laws import LAWS
from answers.models import Answer
from answers.settlement import keep_promises, settle_due
from questions.models import Bounty, Question
from rewards.audit import audit
from rewards.models import Account, Grant, Pot

MEMBERS = 200
WORDS = "These are enough words for a question that nobody reads but the one who measures. " * 2


def members():
    """Some members with coins; the last one answers."""
    teller, _ = User.objects.get_or_create(name="Teller", email="teller@bench.invalid")
    User.objects.filter(pk=teller.pk).update(is_staff=True)
    second, _ = User.objects.get_or_create(name="Second", email="second@bench.invalid")
    User.objects.filter(pk=second.pk).update(is_staff=True)
    for each in (teller, second):
        each.refresh_from_db()
    found = []
    for n in range(MEMBERS):
        member, _ = User.objects.get_or_create(name=f"Member {n}", email=f"m{n}@bench.invalid")
        while Account.balance_of(member) < 4_000:
            grant = Grant.make(member=member, coins=4_000, because="A measurement.", by=teller)
            grant.agree(by=second)
        found.append(member)
    return found


def copies(post, authors, **changed):
    """The post again for each author, without rendering its text again."""
    fields = {field.attname: getattr(post, field.attname) for field in post._meta.concrete_fields}
    fields = {**fields, "id": None, "once_key": None}
    rows = [type(post)(**{**fields, "author_id": author.pk, **changed}) for author in authors]
    return type(post).objects.bulk_create(rows, batch_size=1_000)


def opened(count):
    people = members()
    words = {"title": "Which of these is this one?", "body": WORDS}
    first = Question.ask(by=people[0], category=None, tags=[], **words)
    reply = Answer.write(by=people[2], question=first, body=WORDS)
    questions = copies(first, [people[n % MEMBERS] for n in range(count)], answer_count=0)
    for n, question in enumerate(questions):
        asker, other, answerer = (people[(n + step) % MEMBERS] for step in (0, 1, 2))
        question.pledge(by=asker, coins=10, once_key=f"asker {question.pk}")
        question.pledge(by=other, coins=11, once_key=f"other {question.pk}")
        if n % 2:
            at = {"question_id": question.pk, "created_at": timezone.now(), "score": 2}
            copies(reply, [answerer], **at)
    now = timezone.now()
    days = {"runs_from": 11, "ends_at": 4, "settles_at": 1}
    due = {name: now - timedelta(days=ago) for name, ago in days.items()}
    Pot.objects.open().update(**due)


def main(what, count="0"):
    began = time.monotonic()
    if what == "open":
        opened(int(count))
    elif what == "settle":
        keep_promises()
        settle_due()
    elif what == "check" and any(check.wrong for check in audit(LAWS)):
        sys.exit("the audit found differences")
    print(
        Bounty.objects.filter(closed_at=None).count()
        if what == "left"
        else time.monotonic() - began
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
