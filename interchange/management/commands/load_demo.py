from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from interchange import demo_loading, demo_signins
from interchange.demo_files import DemoFileError, read_demo


class Command(BaseCommand):
    help = "Fill the site with the demo community: invented members, questions and answers."

    def handle(self, **options):
        try:
            demo_loading.load(read_demo(), timezone.now())
        except DemoFileError as error:
            raise CommandError(str(error)) from error
        except demo_loading.DemoPresent as present:
            if not present.whole:
                raise CommandError(
                    "Some of the demo community's members are here already, others are not. "
                    "Nothing was loaded."
                ) from present
            self.stdout.write("The demo community is here already.")
        else:
            self.stdout.write(f"The demo community is here; its sign-ins: {demo_signins.file()}")
