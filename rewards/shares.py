def shares(whole: int, parts: list[int]) -> list[int]:
    """Split `whole` coins in proportion to `parts`, so that they add up.

    Each gets its share rounded down; the coins that are left go one each to the largest remainders,
    of equal ones to the earlier (Hamilton's method). `parts` are positive.
    """
    total = sum(parts)
    given = [whole * part // total for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(whole * parts[i] % total), i))
    for i in by_remainder[: whole - sum(given)]:
        given[i] += 1
    return given
