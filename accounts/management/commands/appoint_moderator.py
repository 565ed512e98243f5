from django.conf import settings
from django.core.management.base import CommandError

from accounts.management.member_command import MemberCommand
from accounts.roles import MODERATOR, ROLES, appoint_moderator
from accounts.second_factor import authenticators


class Command(MemberCommand):
    help = "Let a member into the admin, as a moderator or in another role."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        names = [role.replace(" ", "-") for role in ROLES]
        parser.add_argument("--role", choices=names, default=MODERATOR)

    def carry_out(self, member, *, role, **options):
        if not member.is_active:
            raise CommandError(f"{member.name} may not sign in: let them first.")
        role = role.replace("-", " ")
        appoint_moderator(member, role)
        self.stdout.write(f"{member.name} moderates now. Role: {role}.")
        if settings.MODERATORS_NEED_TOTP and not authenticators(member):
            self.stdout.write("The admin will ask them to set up two-factor sign-in first.")
