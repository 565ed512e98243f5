from django.core.management.base import BaseCommand

from accounts.roles import install_roles


class Command(BaseCommand):
    help = "Make the roles' stored permissions equal to the tables in accounts/roles.py."

    def handle(self, **options):
        install_roles()
