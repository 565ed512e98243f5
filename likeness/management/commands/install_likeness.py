from django.conf import settings
from django.core.management.base import BaseCommand

from likeness.installing import NoVectors, install


class Command(BaseCommand):
    help = "Make the tables of the questions' vectors, where LIKENESS is on and pgvector is there."

    def handle(self, *args, **options):
        if not settings.LIKENESS:
            return
        try:
            install()
        except NoVectors as reason:
            self.stderr.write(f"Similar questions are found by their words alone: {reason}")
