"""Lists, and what there is below questions/."""

from tests.pages.table.row import Row
from tests.pages.table.world import WORDS

QUESTION = {"title": "Can a sore back come from low spirits?", "body": WORDS + WORDS}
PLACE = {"category": "{category.pk}", "tags": "depression, mood"}
WHY = {"because": "The title did not say it all."}

QUESTIONS = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("", get="200", post="405"),
    Row("questions/", get="200", post="405"),
    Row("questions/bounties/", get="200", post="405"),
    Row("tags/", get="200", post="405"),
    Row("tags/completion/", get="200", post="405"),
    Row("tags/<str:slug>/", of="tag", get="200", post="405"),
    Row(
        "tags/<str:slug>/choice/",
        of="tag",
        get="405",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"kind": "followed"},
    ),
    Row("questions/followed/", get="302 200 200 200 200 200 200", post="405"),
    Row("categories/", get="200", post="405"),
    Row("categories/<int:pk>/<str:slug>/", of="category", get="200", post="405"),
    Row("search/", get="200", post="405"),
    Row("questions/similar/", get="302", post="405"),
    Row(
        "questions/ask/",
        get="302 200 200 200 200 200 403",
        post="403 +302 +302 +302 +302 +302 403",
        form=QUESTION | PLACE,
    ),
    Row("questions/<int:pk>/", of="question", get="301", post="405"),
    Row("questions/<int:pk>/<str:slug>/", of="question", get="200", post="405"),
    Row("questions/<int:pk>/history/", of="question", get="200", post="405"),
    Row(
        "questions/<int:pk>/people/",
        of="question",
        get="302 200 200 200 200 200 200",
        post="405",
    ),
    Row(
        "questions/<int:pk>/statistics/",
        of="question",
        get="302 404 404 404 200 200 404",
        post="405",
    ),
    Row(
        "questions/<int:pk>/edit/",
        of="question",
        get="302 302 302 200 200 200 403",
        post="403 403 403 +302 +302 +302 403",
        form=QUESTION | PLACE | WHY,
    ),
    Row(
        "questions/<int:pk>/suggested-edits/",
        of="question",
        get="302 200 200 302 302 302 403",
        post="403 +302 +302 422 422 422 403",
        form=QUESTION | PLACE | WHY,
    ),
    Row(
        "questions/<int:pk>/rollback/",
        of="question",
        get="405",
        post="403 403 403 +302 +302 +302 403",
        form={"to": "1"},
    ),
    Row(
        "questions/<int:pk>/removal/",
        of="bare",
        get="405",
        post="403 403 403 403 +302 +302 403",
        form={"value": "1", "because": "Off the subject."},
    ),
    Row(
        "questions/<int:pk>/closure/",
        of="bare",
        get="302 403 403 200 403 200 403",
        post="403 403 403 +302 403 +302 403",
        form={"value": "1", "kind": "unclear"},
    ),
    *(
        Row(
            f"questions/<int:pk>/{page}/",
            of="bare",
            get="302 403 403 403 403 200 403",
            post="403 403 403 403 403 +302 403",
            form={"value": "1", "because": "It has become a quarrel."},
        )
        for page in ("lock", "protection")
    ),
    Row(
        "questions/<int:pk>/answers/",
        of="question",
        get="302 200 200 200 200 200 403",
        post="403 +302 +302 +302 +302 +302 403",
        form={"body": WORDS + WORDS},
    ),
    Row(
        "questions/<int:pk>/comments/",
        of="question",
        get="200",
        post="403 403 403 +302 +302 +302 403",
        form={"body": "Since when, and where?"},
    ),
    Row(
        "questions/<int:pk>/pledges/",
        of="question",
        get="302 200 200 200 200 200 403",
        post="403 +302 +302 +302 +302 +302 403",
        form={"coins": "10", "once_key": "{once}"},
    ),
    # Ada pledged for Dee's question, where they are promised to Bo.
    Row(
        "pledges/<int:pk>/objection/",
        of="promised",
        get="405",
        post="403 403 403 403 +302 403 403",
    ),
    Row(
        "questions/<int:pk>/vote/",
        of="question",
        get="405",
        post="403 302 302 +302 302 +302 302",
        form={"value": "-1"},
    ),
    Row(
        "questions/<int:pk>/flag/",
        of="question",
        get="302 200 200 200 403 200 403",
        post="403 +302 +302 +302 403 +302 403",
        form={"kind": "rude"},
    ),
    Row(
        "questions/<int:pk>/bookmark/",
        of="question",
        get="405",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"value": "1"},
    ),
    Row(
        "questions/<int:pk>/follow/",
        of="dees",
        get="405",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"value": "1"},
    ),
]
