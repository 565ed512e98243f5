from django.utils.translation import gettext_lazy as _

from answers.laws import LAWS
from rewards.audit_command import AuditCommand


class Command(AuditCommand):
    help = "Checks that no coin was made or lost; names what differs, and exits with 1 then."
    laws = LAWS
    right = _("The ledger adds up.")
