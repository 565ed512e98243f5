"""A Stack Exchange dump on its way in."""

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import Error as DatabaseTrouble

from interchange.stackexchange import checking, comparing, merging, reading, rendering, staging
from interchange.stackexchange.trouble import DumpError
from questions.models import Category

# Any number that no other advisory lock of ours has.
_LOCK = 7_220_702
# More than this share of posts or of members missing looks like a wrong folder or a wrong site.
MOST_VANISHING = 0.05

# The site's own limits are for requests; a lock is waited for, but not for ever.
_PATIENCE = {
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "lock_timeout": "5min",
    "work_mem": "64MB",
}


class Imported(NamedTuple):
    """What an import did: rows left out by (file, type), texts rendered, rows merged."""

    left_out: dict
    rendered: rendering.Rendered
    merged: merging.Merged


class StackExchangeDump:
    """A folder of Users.xml, Tags.xml, Posts.xml and, for Markdown, PostHistory.xml."""

    def __init__(self, folder, site_url, category=""):
        self.folder = Path(folder)
        self.site_url = _site(site_url)
        self.category = _category(category)
        reading.check_folder(self.folder)

    def bring_in(self, *, confirm, stream):
        """Import everything, or raise and leave nothing behind.

        `confirm(sentence)` is asked when unusually much has vanished. `stream` shows progress.
        Raises DumpError for a dump that cannot be imported, django.db.Error for a database that
        cannot take it.
        """
        with _alone(), _staged(self.site_url):
            left_out = reading.read(self.folder, stream)
            checking.check()
            checking.choose_markdown()
            comparing.compare()
            self._confirm_vanishing(confirm)
            rendered = rendering.render(self.site_url, stream)
            stream.write("Writing everything in one transaction.\n")
            merged = merging.merge(self.category)
        return Imported(left_out, rendered, merged)

    def _confirm_vanishing(self, confirm):
        shares = comparing.vanishing()
        posts = [shares.get(kind, (0, 0)) for kind in ("question", "answer")]
        totals = {
            "posts": [sum(column) for column in zip(*posts, strict=True)],
            "members": shares.get("member", (0, 0)),
        }
        for name, (known, gone) in totals.items():
            if gone > known * MOST_VANISHING and not confirm(
                f"{gone:,} of the {known:,} {name} that came from {self.site_url} before are not "
                "in this dump and would be removed."
            ):
                raise DumpError("Not imported.")


def _site(url):
    """`https://host` in one form, so that two spellings are one site."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise DumpError(f"--site-url must look like https://example.stackexchange.com, not {url!r}")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _category(name):
    longest = Category._meta.get_field("name").max_length
    if len(name) > longest:
        raise DumpError(f"--category has {len(name)} characters; {longest} is the most.")
    return name.strip()


@contextmanager
def _alone():
    """Only one import at a time on this database; raises DumpError in the second."""
    [(ours,)] = staging.rows("SELECT pg_try_advisory_lock(%s)", [_LOCK])
    if not ours:
        raise DumpError("Another import is running on this database. Wait until it has ended.")
    try:
        for name, value in _PATIENCE.items():
            staging.run("SELECT set_config(%s, %s, false)", [name, value])
        yield
    finally:
        # Where the connection is lost the lock and the settings are gone with it.
        with suppress(DatabaseTrouble):
            for name in _PATIENCE:
                staging.run(f"RESET {name}")
            staging.run("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _staged(site_url):
    staging.open_tables()
    staging.run("INSERT INTO se_site (url) VALUES (%s)", [site_url])
    try:
        yield
    finally:
        # Where the connection is lost the tables are gone with it.
        with suppress(DatabaseTrouble):
            staging.close_tables()
