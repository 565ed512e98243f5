from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questions.models import Question

# Questions at rest for longer are seldom shared anew, and a million pictures are many.
ACTIVE_FOR = timedelta(days=30)


class CardQuerySet(models.QuerySet):
    def wish(self, questions):
        """Ask for the cards of those of these questions (numbers) in which something goes on, and
        of those that have one, which may be old.
        """
        due = Q(active_at__gt=timezone.now() - ACTIVE_FOR) | Q(card__isnull=False)
        wanted = Question.objects.visible().filter(due, pk__in=questions)
        wanted = wanted.order_by("pk").values_list("pk", flat=True)
        now = timezone.now()
        self.bulk_create(
            [self.model(question_id=pk, wished_at=now) for pk in wanted],
            update_conflicts=True,
            unique_fields=["question"],
            update_fields=["wished_at"],
        )

    def drawn(self):
        """Those of questions in sight for which there is a picture."""
        return self.filter(question__removed_at=None).exclude(png=b"")


class Card(models.Model):
    """The picture of a question where its address is shared; drawn by a job, never for a reader.

    Without a picture, for now or for want of a sign in the font, the site's own stands in for it.
    """

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="card"
    )
    png = models.BinaryField(default=b"")
    # Of what the picture shows: an answer alone does not have it drawn again.
    digest = models.CharField(max_length=64, blank=True)
    wished_at = models.DateTimeField(_("wished at"), null=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        indexes = [
            models.Index(
                fields=["wished_at"],
                condition=models.Q(wished_at__isnull=False),
                name="card_wished",
            )
        ]

    def __str__(self):
        return str(self.question_id)

    def draw_again(self, draw, *, design):
        """Have `draw` make it, unless it shows the same already. Returns whether it was drawn.

        A card of another `design` does not. A wish that comes meanwhile stays.
        """
        question = Question.objects.with_tags().get(pk=self.question_id)
        shown = question.title, [tag.name for tag in question.tag_list], settings.SITE_NAME
        digest = sha256(repr((design, *shown)).encode()).hexdigest()
        if is_new := digest != self.digest:
            self.png, self.digest = draw(*shown), digest
            self.save(update_fields=["png", "digest"])
        same = Card.objects.filter(pk=self.pk, wished_at=self.wished_at)
        same.update(wished_at=None)
        return is_new
