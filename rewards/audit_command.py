from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from rewards.audit import audit, snapshot


class AuditCommand(BaseCommand):
    """Checks `laws`, names what differs, and exits with 1 then."""

    laws = ()
    right = ""

    def handle(self, **options):
        wrong = 0
        with snapshot():
            for check in audit(self.laws):
                self.show(check)
                wrong += check.wrong
        if wrong:
            raise CommandError(_("It does not add up: %s differences.") % wrong)
        self.stdout.write(str(self.right))

    def show(self, check):
        said = _("%(wrong)s differences") % {"wrong": check.wrong} if check.wrong else _("right")
        self.stdout.write(f"{check.name}: {check.checked}, {said}")
        for difference in check.differences:
            self.stdout.write(f"  {difference}")
