import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

COUNT = """
UPDATE questions_category category SET question_count = counted.number
FROM (
    SELECT category_id AS id, count(*) AS number FROM questions_question
    WHERE removed_at IS NULL AND category_id IS NOT NULL GROUP BY category_id
) counted
WHERE category.id = counted.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0023_lock_is_no_slug"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TagChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("followed", "followed"),
                            ("dimmed", "dimmed"),
                            ("hidden", "hidden"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
            ],
            options={
                "verbose_name": "choice of a tag",
                "verbose_name_plural": "choices of tags",
            },
        ),
        migrations.CreateModel(
            name="Trend",
            fields=[
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="trend",
                        serialize=False,
                        to="questions.question",
                        verbose_name="question",
                    ),
                ),
                ("heat", models.IntegerField(verbose_name="heat")),
                ("views", models.PositiveIntegerField(verbose_name="page views this week")),
            ],
            options={
                "verbose_name": "trend",
                "verbose_name_plural": "trends",
            },
        ),
        migrations.AddField(
            model_name="category",
            name="question_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="questions"),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("removed_at", None)),
                fields=["-active_at", "-id"],
                name="question_active",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("removed_at", None)),
                fields=["category", "-active_at", "-id"],
                name="question_category_active",
            ),
        ),
        migrations.AddIndex(
            model_name="question",
            index=models.Index(
                condition=models.Q(("answer_count", 0), ("closed_at", None), ("removed_at", None)),
                fields=["category", "-created_at", "-id"],
                name="question_category_open",
            ),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(
                models.F("tag"),
                models.OrderBy(models.F("active_at"), descending=True),
                models.OrderBy(models.F("content_object"), descending=True),
                condition=models.Q(("removed_at", None)),
                name="tagging_active",
            ),
        ),
        migrations.AddField(
            model_name="tagchoice",
            name="member",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tag_choices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tagchoice",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="choices",
                to="questions.tag",
            ),
        ),
        migrations.AddIndex(
            model_name="trend",
            index=models.Index(fields=["-heat", "-question"], name="trend_hot"),
        ),
        migrations.AddIndex(
            model_name="trend",
            index=models.Index(fields=["-views", "-question"], name="trend_viewed"),
        ),
        migrations.AddConstraint(
            model_name="tagchoice",
            constraint=models.UniqueConstraint(fields=("member", "tag"), name="tag_choice_once"),
        ),
        migrations.AddConstraint(
            model_name="tagchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["followed", "dimmed", "hidden"])),
                name="tag_choice_kind",
            ),
        ),
    ]
