from django.utils.translation import gettext_lazy as _

from rewards.audit_command import AuditCommand
from votes.laws import LAWS


class Command(AuditCommand):
    help = "Checks that all reputation has its reasons; names what differs, and exits with 1 then."
    laws = LAWS
    right = _("All reputation has its reasons.")
