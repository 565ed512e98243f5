"""Every text of the dump that is new or different, made safe as a member's is."""

from typing import NamedTuple

import markup
from interchange.stackexchange.progress import Progress
from interchange.stackexchange.staging import Copy, rows, run
from posts.models import FIRST_WORDS

_BATCH = 500
PROCESSES = 2

_COUNT = "SELECT count(*) FROM se_text WHERE body_digest IS NOT NULL"
# In the order of the digests equal texts follow each other, and the pool renders them once.
_NEXT = """
SELECT body_digest, kind, external_id, format, body FROM se_text
WHERE body_digest IS NOT NULL AND (body_digest, kind, external_id) > (%s, %s, %s)
ORDER BY body_digest, kind, external_id LIMIT %s
"""


class Rendered(NamedTuple):
    """How many texts there were, how many distinct ones, and how many stay unformatted."""

    texts: int
    distinct: int
    plain: int


def render(site_url, stream):
    """Fill `se_html`. A text that cannot be rendered in time is kept, shown as it was typed."""
    [(total,)] = rows(_COUNT)
    progress = Progress("Formatting texts", stream)
    html, plain, done = Copy("se_html"), 0, 0
    with markup.Pool(processes=PROCESSES, base=f"{site_url}/") as pool:
        for done, ((kind, number, body), result) in enumerate(pool.map(_texts()), start=1):
            if isinstance(result, markup.TooSlow):
                plain += 1
                result = markup.as_plain(body)
            html.add(kind, number, result, markup.plain_text(result, FIRST_WORDS))
            progress.show(done, done / total)
        html.send()
        run("ANALYZE se_html")
        progress.finish(done)
        return Rendered(done, pool.rendered, plain)


def _texts():
    last = (b"", "", -(2**63))
    while batch := rows(_NEXT, [*last, _BATCH]):
        for digest, kind, number, format, body in batch:
            last = (digest, kind, number)
            yield (kind, number, body), format, body
