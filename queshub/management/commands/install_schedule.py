from django.core.management.base import BaseCommand

from queshub.schedule import install


class Command(BaseCommand):
    help = "Make the stored schedule equal to the table in queshub/schedule.py."

    def handle(self, *args, **options):
        install()
