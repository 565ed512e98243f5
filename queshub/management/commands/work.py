from django.core.management.base import BaseCommand

from queshub.database import take_role
from queshub.work.cluster import work


class Command(BaseCommand):
    help = "Run background jobs and the schedule until SIGTERM."

    def handle(self, *args, **options):
        take_role("worker")
        work()
