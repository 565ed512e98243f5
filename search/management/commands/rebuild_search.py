from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import ProgrammingError

from search import rebuilding
from search.language import speak


class Command(BaseCommand):
    help = (
        "Make what search looks through anew where SEARCH_LANGUAGE was another one. "
        "May be stopped at any time; the next run goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="whatever the language was")

    def handle(self, **options):
        try:
            speak(settings.SEARCH_LANGUAGE)
        except ProgrammingError as error:
            raise CommandError(f"SEARCH_LANGUAGE: {error}") from error
        rebuilding.add_missing()
        rebuilding.mark(everything=options["all"])
        count = 0
        for count in rebuilding.build_all():
            self.stdout.write(f"{count:,} questions")
        self.stdout.write(f"Search is ready: {count:,} questions were made anew.")
