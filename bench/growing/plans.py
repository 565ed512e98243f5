"""The slowest statements of a site as a document."""

import re

_HEAD = """# The ten slowest statements of a site of {questions:,} questions

Written by `bench/growth --plans`: of all statements that the measured requests sent, those of the
highest median time, and what Postgres did the worst time, done once more.
"""
_LONG_LIST = re.compile(r'SELECT (?:DISTINCT )?("[^()]{300,}?) FROM ')
_WIDE = 180


def document(found: dict) -> str:
    """Markdown, with a part for each statement."""
    parts = [_HEAD.format(**found)]
    for number, each in enumerate(found["plans"], 1):
        sql = _LONG_LIST.sub("SELECT … FROM ", " ".join(each["sql"].split()))
        lines = [line[:_WIDE] for line in each["plan"]]
        parts.append(
            f"\n## {number}. {each['kind'].capitalize()}: "
            f"{each['median']:.1f} ms, at worst {each['worst']:.1f}\n\n"
            f"```sql\n{sql[:1_500]}\n```\n\n```\n" + "\n".join(lines) + "\n```\n"
        )
    return "".join(parts)
