from accounts.management.member_command import MemberCommand
from accounts.second_factor import forget_second_factor


class Command(MemberCommand):
    help = "Let a member who lost phone and recovery codes sign in with the password alone."

    def carry_out(self, member, **options):
        if forget_second_factor(member):
            self.stdout.write(f"{member.name} signs in with the password alone, and is told so.")
        else:
            self.stdout.write(f"{member.name} has no second factor.")
