from datetime import timedelta

from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.conf import Conf

_GRACE_SECONDS = 30


class PatientBroker(ORM):
    """The queue in Postgres, oldest first, with a wait that doubles after every attempt.

    A job that is taken is hidden for at least as long as it has existed: should it fail, or its
    worker be killed, it comes back then. So a job that kills every worker comes ever more seldom,
    although nobody is left to count its attempts.
    """

    @staticmethod
    def get_connection(list_key=None):
        return ORM.get_connection(list_key).order_by("lock", "id")

    def timeout(self, task):
        now, job = timezone.now(), task.task
        allowed = timedelta(seconds=(job.get("timeout") or Conf.TIMEOUT) + _GRACE_SECONDS)
        return now + max(allowed, now - job.get("started", now))
