from django.core.management.base import BaseCommand, CommandError

from accounts.models import User


class MemberCommand(BaseCommand):
    """A command about one member, who is named by address."""

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address with which the member signs in")

    def handle(self, *, email, **options):
        member = User.objects.filter(email=email.strip().lower()).first()
        if member is None:
            raise CommandError(f"There is no member with the address {email}.")
        self.carry_out(member, **options)

    def carry_out(self, member, **options):
        raise NotImplementedError
