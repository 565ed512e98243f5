from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from answers.laws import LAWS
from rewards.audit import audit, snapshot


class Command(BaseCommand):
    help = "Checks that no coin was made or lost; names what differs, and exits with 1 then."

    def handle(self, **options):
        wrong = 0
        with snapshot():
            for check in audit(LAWS):
                self.show(check)
                wrong += check.wrong
        if wrong:
            raise CommandError(_("The ledger does not add up: %s differences.") % wrong)
        self.stdout.write(_("The ledger adds up."))

    def show(self, check):
        said = _("%(wrong)s differences") % {"wrong": check.wrong} if check.wrong else _("right")
        self.stdout.write(f"{check.name}: {check.checked}, {said}")
        for difference in check.differences:
            self.stdout.write(f"  {difference}")
