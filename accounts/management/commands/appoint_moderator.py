from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.roles import appoint_moderator


class Command(BaseCommand):
    help = "Let a member into the admin, as a moderator."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address with which the member signs in")

    def handle(self, *, email, **options):
        member = User.objects.filter(email=email.strip().lower()).first()
        if member is None:
            raise CommandError(f"There is no member with the address {email}.")
        if not member.is_active:
            raise CommandError(f"{member.name} may not sign in: let them first.")
        appoint_moderator(member)
        self.stdout.write(f"{member.name} moderates now.")
