"""Money verbs that are killed between any two statements: ``python -m tests.answers.mortal``.

Each verb is tried in a child that SIGKILL meets before its first statement, then before its second,
and so on, the commit included, until one lives. After each death the books must be as they were
before, and in the end as the verb leaves them. Prints, for each verb, how many deaths it took.
"""

import json
import os
import signal
from itertools import count

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from answers.laws import LAWS  # noqa: E402
from answers.settlement import keep_promises, settle_due  # noqa: E402
from rewards.audit import audit  # noqa: E402
from rewards.models import Grant, Pot, Promise  # noqa: E402
from tests import cast  # noqa: E402
from tests.coins import fresh, rich, scored  # noqa: E402

DAY = timezone.timedelta(days=1)


class Mortal:
    """A database wrapper that dies before the n-th thing that is asked of the database."""

    def __init__(self, deadline):
        self.left = deadline

    def __call__(self, execute, sql, params, many, context):
        self.step()
        return execute(sql, params, many, context)

    def step(self):
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def watch(self):
        connection.execute_wrappers.append(self)
        commit = connection._commit

        def committed():
            self.step()
            commit()
            self.step()

        connection._commit = committed


def killed_before(step, verb):
    """Whether a child that does `verb` died before that step. Ends when the database knows."""
    connection.close()
    child = os.fork()
    if not child:
        Mortal(step).watch()
        try:
            verb()
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    wait_for_the_dead()
    return status != 0


def wait_for_the_dead():
    """Until no other backend is in a transaction: the dead one's is undone."""
    with connection.cursor() as cursor:
        for _ in range(10_000):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
            )
            if not cursor.fetchone()[0]:
                return
    raise AssertionError("a backend lives on")


def books():
    """All that the verbs change, as it stands."""
    with connection.cursor() as cursor:
        found = []
        for table in TABLES:
            cursor.execute(_BOOK.format(table))
            found.append(cursor.fetchone()[0])
    return found


_BOOK = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} t"
_SIZE = "SELECT count(*) FROM {}"
TABLES = [
    *("rewards_account", "rewards_transfer", "rewards_reward", "rewards_pot", "rewards_pledge"),
    *("rewards_promise", "rewards_objection", "rewards_ending", "rewards_grant"),
    *("rewards_reversal", "rewards_reversedpart", "rewards_earning", "questions_bounty"),
    *("questions_question", "answers_answer", "answers_acceptance", "questions_closure"),
]


class Scene:
    """A question with a pot that others pledged to, and two answers, one of them accepted."""

    def __init__(self, name):
        self.ada = rich(cast.member(f"{name} asks"))
        self.bo = cast.member(f"{name} answers", about="I bake.", lives_in="Lower Fennel")
        self.cy, self.mo = rich(cast.member(f"{name} pledges")), cast.member(f"{name} moderates")
        self.mo.is_staff = True
        self.mo.save()
        self.question = cast.question(self.ada, coins=50)
        self.hers = self.question.pledge(by=self.cy, coins=30, once_key="hers")
        self.accepted = cast.answer(self.bo, self.question)
        self.other = scored(cast.answer(self.mo, self.question), 3)

    def accept(self):
        self.accepted.accept(by=self.ada)
        return self

    def due(self):
        now = timezone.now()
        times = {"runs_from": now - 11 * DAY, "ends_at": now - 4 * DAY, "settles_at": now - DAY}
        Pot.objects.filter(about_id=self.question.pk).update(**times)
        Promise.objects.filter(pledge=self.hers).update(due_at=now)
        return self

    def waiting_grant(self):
        self.grant = Grant.make(member=self.ada, coins=5_000, because="Prize.", by=self.mo)
        self.second = cast.member(f"{self.ada.name} second", is_staff=True)
        return self


VERBS = {
    "ask with coins": (Scene, lambda s: cast.question(s.ada, coins=20, once_key=KEY)),
    "pledge": (Scene, lambda s: s.question.pledge(by=s.cy, coins=20, once_key="more")),
    "accept": (Scene, lambda s: fresh(s.accepted).accept(by=s.ada)),
    "award": (Scene, lambda s: fresh(s.other).award(by=s.cy, pledge=s.hers)),
    "tip": (lambda n: Scene(n).accept(), lambda s: tip(s)),
    "object": (
        lambda n: Scene(n).accept(),
        lambda s: fresh(s.question).bounty.object_to(s.hers, by=s.cy),
    ),
    "keep promises": (lambda n: Scene(n).accept().due(), lambda s: keep_promises()),
    "settle": (lambda n: Scene(n).due(), lambda s: settle_due()),
    "close": (Scene, lambda s: fresh(s.question).close(by=s.mo, because="Too broad.")),
    "remove": (Scene, lambda s: fresh(s.question).remove(by=s.mo, because="Spam.")),
    "reverse": (
        lambda n: Scene(n).accept(),
        lambda s: fresh(s.accepted).reverse_award(by=s.mo, because="Copied."),
    ),
    "fine": (Scene, lambda s: Grant.make(member=s.cy, coins=-9, because="Spam.", by=s.mo)),
    "agree": (lambda n: Scene(n).waiting_grant(), lambda s: s.grant.agree(by=s.second)),
    "leave": (Scene, lambda s: fresh(s.cy).delete_account()),
}
KEY = "9c0c1c1e-6a43-4a51-b5c2-0d6f2d6d6c11"


def tip(scene):
    """From Bo, who has earned what was accepted."""
    return fresh(scene.other).tip(by=scene.bo, coins=7, once_key="tip")


def deaths(name):
    """How often it died, and whether each death left nothing, or what a life leaves."""
    make, verb = VERBS[name]
    scene = make(f"{name} one")
    before = sizes()
    verb(scene)
    whole = grown(before)
    scene = make(f"{name} two")
    before, untouched = sizes(), books()
    for step in count():
        died = killed_before(step, lambda: verb(scene))
        if books() != untouched or not died:
            return step, grown(before) == whole


def sizes():
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(map(_SIZE.format, TABLES)))
        return [size for (size,) in cursor]


def grown(before):
    return [now - then for now, then in zip(sizes(), before, strict=True)]


def main():
    results = {}
    for name in VERBS:
        died, whole = deaths(name)
        wrong = [line for check in audit(LAWS) for line in check.differences]
        results[name] = [died, whole, wrong]
    print(json.dumps(results))


if __name__ == "__main__":
    main()
