from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_q.models import Failure

_FAILURES_KEPT = timedelta(days=30)


def clear_sessions():
    """Delete sessions that have expired."""
    call_command("clearsessions")


def forget_failures():
    """Delete jobs that failed a month ago: they fill the admin's list and are never looked at."""
    Failure.objects.filter(stopped__lt=timezone.now() - _FAILURES_KEPT).delete()
