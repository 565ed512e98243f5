from hashlib import sha256

from django.db import models
from django.utils.translation import gettext_lazy as _

import markup


class Conversion(models.Model):
    """HTML that came with an import as Markdown: what a library made of it, once.

    It is found by a digest of the HTML, so it cannot be old: after an edit, or another import, the
    post has other HTML.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    markdown = models.TextField(_("Markdown"))

    class Meta:
        verbose_name = _("conversion")
        verbose_name_plural = _("conversions")

    def __str__(self):
        return self.digest

    @classmethod
    def of(cls, texts):
        """The Markdown of these texts in HTML, each under its HTML; what is missing is made.

        A text that takes too long stays as it is, so that nobody waits for it again; a row that is
        deleted is tried again. Two who ask at once make the same, and one of them keeps it.
        """
        digests = {sha256(html.encode()).hexdigest(): html for html in texts}
        rows = cls.objects.filter(pk__in=digests) if digests else ()
        kept = {row.digest: row.markdown for row in rows}
        new = {digest: _made_of(html) for digest, html in digests.items() if digest not in kept}
        made = {digest: markdown for digest, markdown in new.items() if markdown is not None}
        rows = [cls(digest=digest, markdown=markdown) for digest, markdown in made.items()]
        cls.objects.bulk_create(rows, ignore_conflicts=True)
        return {html: (kept | made).get(digest, html) for digest, html in digests.items()}


def _made_of(html):
    """The Markdown, or the HTML itself where none can be made of it; None: only not now."""
    try:
        return markup.as_markdown(html)
    except markup.TooSlow as problem:
        return None if problem.reason == "busy" else html
