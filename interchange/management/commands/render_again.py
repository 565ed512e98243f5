from django.core.management import BaseCommand

from interchange import rendering_again


class Command(BaseCommand):
    help = (
        "Make the HTML of posts, Abouts and tag descriptions again where an older renderer made "
        "it. May be stopped at any time; the next run goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="whichever renderer made it")

    def handle(self, **options):
        if options["all"]:
            rendering_again.make_all_due()
        count = 0
        for count, (row, rendered) in enumerate(rendering_again.render_again(), start=1):
            if not rendered:
                self.stderr.write(f"Takes too long, shown as it was typed: {row!r}")
            if count % 1_000 == 0:
                self.stdout.write(f"{count:,} texts")
        self.stdout.write(f"Rendered {count:,} texts.")
