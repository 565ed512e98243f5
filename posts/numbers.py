"""Numbers as pages show them."""

from django.utils.formats import number_format


def count(number):
    """A number for reading: 1,458; from a hundred thousand on rounded down, 120k+, 3M+."""
    number = int(number or 0)
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if number >= size and number >= 100_000:
            whole, rest = divmod(number, size)
            return f"{number_format(whole, force_grouping=True)}{sign}{'+' if rest else ''}"
    return exact(number)


def about(number):
    """A number that is not known to the last digit, rounded down to thousands: 12k+, 3M+."""
    size, sign = (1_000_000, "M") if number >= 1_000_000 else (1_000, "k")
    return f"{number_format(number // size, force_grouping=True)}{sign}+"


def exact(number):
    """A number to the last digit, for where it is the matter itself: 121,458."""
    return number_format(number, force_grouping=True)


def signed(number):
    """A change, to the last digit, with a true plus or minus sign; of 0 neither."""
    sign = "+" if number > 0 else "\N{MINUS SIGN}" if number else ""
    return f"{sign}{exact(abs(number))}"


def percent(share):
    """A share of one as percent: 99.5 %."""
    return f"{number_format(share * 100, 1)}\N{NO-BREAK SPACE}%"
