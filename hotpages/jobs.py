from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from hotpages import batches
from hotpages.models import Batch
from kv.client import Away

_REMEMBERED = timedelta(days=30)


def collect_views():
    """Bring the page views of the last minute to `settings.PAGE_VIEW_RECEIVER`.

    Views wait in Redis while either side is away.
    """
    receive = import_string(settings.PAGE_VIEW_RECEIVER)
    try:
        for id in batches.take():
            Batch.settle(id, batches.views_in(id), receive)
            batches.forget(id)
    except Away:
        return
    Batch.forget_before(timezone.now() - _REMEMBERED)
