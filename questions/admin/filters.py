"""Filters of the list of questions. None shows a choice for each of a hundred thousand rows."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from questions.models import Category, Closure, Lock, Protection


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("unanswered", _("Unanswered")),
            ("answered", _("Answered, none accepted")),
            ("accepted", _("With an accepted answer")),
            ("closed", _("Closed")),
            ("mended", _("Closed, and edited since")),
            ("locked", _("Locked")),
            ("protected", _("Protected")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "unanswered":
                return queryset.unanswered()
            case "answered":
                return queryset.filter(answer_count__gt=0, accepted_at=None)
            case "accepted":
                return queryset.exclude(accepted_at=None)
            case "closed" | "mended":
                # By the open records, which are few, not by a column without an index.
                closed = Closure.objects.filter(reopened_at=None).values("question")
                queryset = queryset.filter(pk__in=closed)
                return queryset.mended() if self.value() == "mended" else queryset
            case "locked" | "protected":
                kind = Lock if self.value() == "locked" else Protection
                return queryset.filter(pk__in=kind.objects.open().values("question"))
        return queryset


class CategoryFilter(admin.SimpleListFilter):
    """A category with all below it. Shows the way down to the chosen one and the next step."""

    title = _("category")
    parameter_name = "category"

    def lookups(self, request, model_admin):
        chosen = self._chosen()
        way = chosen.path if chosen else []
        below = Category.objects.filter(parent=chosen).in_order()
        steps = [(step.pk, "· " * depth + step.name) for depth, step in enumerate(way)]
        return steps + [(step.pk, "· " * len(way) + step.name) for step in below]

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        chosen = self._chosen()
        return queryset.under(chosen) if chosen else queryset

    def _chosen(self):
        """The category asked for; none for a number that is no category's."""
        if not (self.value() or "").isdecimal():
            return None
        return Category.objects.with_path().filter(pk=self.value()).first()
