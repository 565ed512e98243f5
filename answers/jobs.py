import logging

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from answers import settlement
from answers.laws import LAWS
from answers.models import Answer
from rewards.audit import audit, snapshot

# Some seconds' work at most; the next run goes on from there.
_A_BATCH, _BATCHES = 200, 25
_COMPARED_AT_ONCE, _COMPARED_BATCHES = 50, 20

logger = logging.getLogger(__name__)


def settle_pots():
    """Keep the promises that are due, and settle the pots whose time is over."""
    try:
        settlement.keep_promises()
    finally:
        settlement.settle_due()


def sketch_answers():
    """Sketch the answers that have no sketch yet: those from before there were any, and imports."""
    for _batch in range(_BATCHES):
        if Answer.sketch_missing(_A_BATCH) < _A_BATCH:
            return


def compare_answers():
    """Find the answers whose authors gave them to other questions before, for moderators."""
    for _batch in range(_COMPARED_BATCHES):
        if not Answer.compare_some(_COMPARED_AT_ONCE):
            return


def audit_ledger():
    """Check the ledger, and write to the administrators when it does not add up."""
    with snapshot():
        wrong = [check for check in audit(LAWS) if check.wrong]
    if not wrong:
        return
    lines = [f"{check.name}: {check.wrong}\n  " + "\n  ".join(check.differences) for check in wrong]
    logger.error("ledger_wrong laws=%d", len(wrong))
    administrators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    send_mail(
        _("The coin ledger does not add up"),
        _("The nightly audit found differences. Run manage.py audit_ledger to see all.")
        + "\n\n"
        + "\n".join(lines),
        None,
        [each.email for each in administrators if each.email],
    )
