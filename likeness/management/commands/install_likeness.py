from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from likeness.checks import check_packages, check_socket
from likeness.installing import NoVectors, install


class Command(BaseCommand):
    help = "Make the tables of the questions' vectors, where LIKENESS is on and pgvector is there."

    def handle(self, *args, **options):
        if not settings.LIKENESS:
            return
        # A command that calls this one has not run the checks.
        for error in (*check_packages(), *check_socket()):
            raise CommandError(f"{error.msg} {error.hint}")
        try:
            install()
        except NoVectors as reason:
            self.stderr.write(f"Similar questions are found by their words alone: {reason}")
