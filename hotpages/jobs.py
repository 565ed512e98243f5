from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.module_loading import import_string

from hotpages import batches
from hotpages.drops import push_pending
from hotpages.models import Batch
from kv.client import Away

_REMEMBERED = timedelta(days=30)


def collect_views():
    """Bring the page views of the last minute to `settings.PAGE_VIEW_RECEIVER`.

    Views wait in Redis while either side is away.
    """
    receive = import_string(settings.PAGE_VIEW_RECEIVER)
    refusal = None
    try:
        for id in batches.take():
            try:
                Batch.settle(id, batches.views_in(id), receive)
            except DatabaseError as error:
                refusal = error  # that one stays; those after it are not to wait for it
                continue
            batches.forget(id)
    except Away:
        return
    if refusal:
        raise refusal
    Batch.forget_before(timezone.now() - _REMEMBERED)


def push_drops():
    """Tell Redis what is old since a change whose process could not tell it."""
    try:
        push_pending()
    except Away:
        return
