from accounts.management.member_command import MemberCommand
from accounts.roles import dismiss_moderator


class Command(MemberCommand):
    help = "Make a moderator, of whatever role, an ordinary member again."

    def carry_out(self, member, **options):
        held = dismiss_moderator(member)
        self.stdout.write(f"{member.name} {'moderates no more' if held else 'did not moderate'}.")
