from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import markup
from accounts.models import Removable
from posts.bodies import even
from posts.licences import LICENCES

from .revisable import Revisable

# Characters of a post that lists and descriptions show.
FIRST_WORDS = 200

# The columns that a reader's page needs of any post.
SHOWN = [
    *("author", "body_html", "licence", "score", "comment_count", "removed_at"),
    *("created_at", "edited_at", "community_wiki_at", "author__name"),
    *("source__url", "source__site_url", "source__author_name", "source__author_url"),
]

# The columns that a new text changes.
TEXT = ["body", "body_format", "body_html", "first_words", "renderer_version"]


class PostQuerySet(models.QuerySet):
    def visible(self):
        """Posts that anyone may see."""
        return self.filter(removed_at=None)

    def shown_to(self, viewer):
        """Visible posts, the viewer's own removed ones, and all of them for a moderator."""
        if viewer.is_authenticated and viewer.is_moderator:
            return self
        shown = models.Q(removed_at=None)
        if viewer.is_authenticated:
            shown |= models.Q(author=viewer)
        return self.filter(shown)

    def to_render(self):
        """Posts whose HTML an older renderer made, oldest first."""
        return self.filter(renderer_version__lt=markup.RENDERER_VERSION).order_by("pk")


class Post(Removable, Revisable):
    """A text of a member's, with its HTML made once, when it is written.

    An empty author is a deleted member: a post outlives its author's account.
    """

    class Format(models.TextChoices):
        MARKDOWN = "markdown", _("Markdown")
        HTML = "html", _("HTML")

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="%(class)ss",
    )
    body = models.TextField(_("body"))
    body_format = models.CharField(
        _("format"), max_length=8, choices=Format, default=Format.MARKDOWN, editable=False
    )
    body_html = models.TextField(editable=False)
    first_words = models.CharField(max_length=FIRST_WORDS, blank=True, editable=False)
    renderer_version = models.PositiveSmallIntegerField(editable=False)
    licence = models.CharField(
        _("licence"), max_length=20, choices=[(key, key) for key in LICENCES], editable=False
    )
    # Up-votes less down-votes; an import knows no more than that.
    score = models.IntegerField(_("score"), default=0, editable=False)
    down_votes = models.PositiveIntegerField(_("down-votes"), default=0, editable=False)
    # Those in sight; a page without any need not ask for them.
    comment_count = models.PositiveIntegerField(_("comments"), default=0, editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, blank=True, editable=False)
    community_wiki_at = models.DateTimeField(
        _("community wiki since"), null=True, blank=True, editable=False
    )
    once_key = models.UUIDField(null=True, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["author", "once_key"], name="%(app_label)s_%(class)s_once"
            )
        ]

    @property
    def kind(self):
        """`question` or `answer`, as records name it."""
        return self._meta.model_name

    @property
    def about(self):
        """How the records of the bank and of reputation name this post."""
        return self.kind, self.pk

    def count_vote(self, points, downs):
        """Add to the score and to the number of down-votes; the caller holds the row."""
        post = type(self).objects.filter(pk=self.pk)
        post.update(score=F("score") + points, down_votes=F("down_votes") + downs)

    @property
    def licence_url(self):
        return LICENCES[self.licence].url

    def set_body(self, body, body_format=None):
        """Take `body`, Markdown unless told, and make its HTML; nothing is saved.

        The text that stands there already stays as it is: an imported post whose tags alone were
        changed is still HTML. Raises markup.TooSlow.
        """
        if self.pk:
            # The admin's form has put the new text on the instance before a verb sees it.
            self.refresh_from_db(fields=TEXT)
            if even(body) == even(self.body) and body_format in (None, self.body_format):
                return
        self.body, self.body_format = body, body_format or self.Format.MARKDOWN
        self.render_body()

    def render_body(self):
        """Make the HTML again from the source, as its format asks; nothing is saved."""
        make = markup.render if self.body_format == self.Format.MARKDOWN else self._clean_html
        self.body_html = make(self.body)
        self.first_words = markup.plain_text(self.body_html, FIRST_WORDS)
        self.renderer_version = markup.RENDERER_VERSION

    def _clean_html(self, html):
        """Foreign HTML, its relative links leading to the site that it came from."""
        source = getattr(self, "source", None)
        return markup.clean_html(html, base=f"{source.site_url}/" if source else "")


def written_once(model, *, by, once_key):
    """The post that `by` already wrote with this form, or None. A form sent twice leads here."""
    if not once_key:
        return None
    return model.objects.filter(author=by, once_key=once_key).first()
