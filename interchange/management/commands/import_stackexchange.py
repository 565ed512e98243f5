import sys
import time

from django.core.management import BaseCommand, CommandError
from django.db import Error as DatabaseTrouble

from interchange.stackexchange import summary
from interchange.stackexchange.dump import StackExchangeDump
from interchange.stackexchange.trouble import DumpError


class Command(BaseCommand):
    help = (
        "Bring in a Stack Exchange data dump, or a newer dump over an older one. "
        "Everything is written in one transaction at the end, or nothing is."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", help="folder of the unpacked dump (Users.xml …)")
        parser.add_argument("--site-url", required=True, help="https://example.stackexchange.com")
        parser.add_argument("--category", default="", help="category for questions without one")
        parser.add_argument(
            "--yes",
            action="store_true",
            help="go on when more than 5 %% of posts or members have vanished since last time",
        )

    def handle(self, *, folder, site_url, category, yes, **options):
        began = time.monotonic()
        try:
            dump = StackExchangeDump(folder, site_url, category)
            imported = dump.bring_in(confirm=_agreed if yes else _ask, stream=self.stdout)
        except DumpError as error:
            raise CommandError(f"{str(error).rstrip('.')}. Nothing was written.") from error
        except DatabaseTrouble as error:
            reason = str(error).strip().partition("\n")[0]
            raise CommandError(f"The database refused: {reason}. Nothing was written.") from error
        except KeyboardInterrupt:
            raise CommandError("Stopped. Nothing was written.", returncode=130) from None
        for line in summary.lines(imported):
            self.stdout.write(line)
        self.stdout.write(f"Done in {time.monotonic() - began:.1f} s.")


def _agreed(sentence):
    return True


def _ask(sentence):
    if not sys.stdin.isatty():
        raise DumpError(f"{sentence} Say --yes if that is meant.")
    return input(f"{sentence} Go on? [y/N] ").strip().lower() in {"y", "yes"}
