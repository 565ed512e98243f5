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

        Two who ask at once make the same, and one of them keeps it.
        """
        digests = {sha256(html.encode()).hexdigest(): html for html in texts}
        kept = cls.objects.in_bulk(digests) if digests else {}
        new = [
            cls(digest=digest, markdown=markup.as_markdown(html))
            for digest, html in digests.items()
            if digest not in kept
        ]
        cls.objects.bulk_create(new, ignore_conflicts=True)
        return {digests[each.digest]: each.markdown for each in (*kept.values(), *new)}
