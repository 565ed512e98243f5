"""What runs when: the one table. `manage.py install_schedule` brings it into force."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django_q.models import Schedule

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """A job, how often it runs, and, for those that run by day, when (UTC)."""

    name: str
    job: str
    every: timedelta
    at: time | None = None

    @property
    def fields(self):
        """The row as django-q2 stores it.

        A job that comes again within the hour is not retried when it fails: its next run is the
        retry. Killed with its worker, it still runs again.
        """
        return {
            "func": self.job,
            "schedule_type": Schedule.MINUTES,
            "minutes": self.every // MINUTE,
            "repeats": -1,
            "kwargs": "q_options={'ack_failure': True}" if self.every < timedelta(hours=1) else "",
        }

    def first_run(self, now):
        if self.at is None:
            return now
        today = now.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today > now else today + DAY


SCHEDULE = [
    Row("collect page views", "hotpages.jobs.collect_views", every=MINUTE),
    Row("push drops of hot pages", "hotpages.jobs.push_drops", every=MINUTE),
    Row("settle pots", "answers.jobs.settle_pots", every=MINUTE),
    Row("lift restrictions", "questions.jobs.lift_restrictions", every=MINUTE),
    Row("sketch answers", "answers.jobs.sketch_answers", every=MINUTE),
    Row("compare answers", "answers.jobs.compare_answers", every=MINUTE),
    Row("undo serial votes", "votes.jobs.undo_serial_votes", every=HOUR),
    Row("recompute trends", "questions.jobs.recompute_trends", every=5 * MINUTE),
    Row("build documents", "search.jobs.build_documents", every=MINUTE),
    Row("relate questions", "search.jobs.relate_questions", every=MINUTE),
    Row("gather words", "search.jobs.gather_words", every=10 * MINUTE),
    Row("go on merging tags", "questions.jobs.go_on_merging_tags", every=MINUTE),
    Row("go on cleaning up", "moderation.jobs.go_on_cleaning_up", every=MINUTE),
    Row("embed questions", "search.jobs.embed_questions", every=MINUTE),
    Row("give badges", "badges.jobs.give_badges", every=10 * MINUTE),
    Row("keep the sitemap", "discovery.jobs.keep_sitemap", every=MINUTE),
    Row("draw cards", "discovery.jobs.draw_cards", every=MINUTE),
    Row("roll up supply", "rewards.jobs.roll_up_supply", every=DAY, at=time(2)),
    Row("forget unproved members", "accounts.jobs.forget_unproved_members", every=DAY, at=time(3)),
    Row("audit the ledger", "answers.jobs.audit_ledger", every=DAY, at=time(2, 30)),
    Row("forget addresses", "screening.jobs.forget_addresses", every=DAY, at=time(3, 5)),
    Row("recount badges", "badges.jobs.recount_badges", every=DAY, at=time(3, 30)),
    Row("clear expired sessions", "queshub.jobs.clear_sessions", every=DAY, at=time(3, 10)),
    Row("forget old failures", "queshub.jobs.forget_failures", every=DAY, at=time(3, 20)),
    Row("forget old drafts", "posts.jobs.forget_old_drafts", every=DAY, at=time(3, 30)),
]

# Any number that no other advisory lock of ours has.
_LOCK = 7_220_701


def install(rows=None):
    """Make django-q2's rows equal to `rows` (SCHEDULE). Safe to run twice, and twice at once.

    A row that did not change keeps its next run, so a restart neither skips nor repeats one.
    """
    rows = SCHEDULE if rows is None else rows
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        Schedule.objects.exclude(name__in=[row.name for row in rows]).delete()
        Schedule.objects.filter(name=None).delete()
        for row in rows:
            _install(row)


def _install(row):
    stored = Schedule.objects.filter(name=row.name, **row.fields).order_by("id").first()
    others = Schedule.objects.filter(name=row.name)
    (others.exclude(pk=stored.pk) if stored else others).delete()
    if not stored:
        Schedule.objects.create(name=row.name, next_run=row.first_run(timezone.now()), **row.fields)
