"""What there is below answers/ and comments/."""

from tests.pages.table.row import Row
from tests.pages.table.world import WORDS

WHY = {"because": "Off the subject."}

ANSWERS = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("answers/<int:pk>/", of="answer", get="302", post="405"),
    Row("answers/<int:pk>/history/", of="answer", get="200", post="405"),
    Row(
        "answers/<int:pk>/edit/",
        of="answer",
        get="302 302 302 200 200 200 403",
        post="403 403 403 +302 +302 +302 403",
        form=WHY | {"body": WORDS + WORDS},
    ),
    Row(
        "answers/<int:pk>/suggested-edits/",
        of="answer",
        get="302 200 200 302 302 302 403",
        post="403 +302 +302 422 422 422 403",
        form=WHY | {"body": WORDS + WORDS},
    ),
    Row(
        "answers/<int:pk>/rollback/",
        of="answer",
        get="405",
        post="403 403 403 +302 +302 +302 403",
        form={"to": "1"},
    ),
    Row(
        "answers/<int:pk>/removal/",
        of="answer",
        get="405",
        post="403 403 403 403 +302 +302 403",
        form=WHY | {"value": "1"},
    ),
    # Ada asked, and decides about Bo's answer and her own pledge.
    Row(
        "answers/<int:pk>/acceptance/",
        of="bos_answer",
        get="405",
        post="403 403 403 403 +302 403 403",
        form={"value": "1"},
    ),
    Row(
        "answers/<int:pk>/award/",
        of="bos_answer",
        get="405",
        post="403 403 403 403 +302 403 403",
        form={"pledge": "{pledge.pk}"},
    ),
    Row(
        "answers/<int:pk>/award-reversal/",
        of="accepted",
        get="405",
        post="403 403 403 403 403 +302 403",
        form=WHY,
    ),
    Row(
        "answers/<int:pk>/tips/",
        of="answer",
        get="302 200 200 200 200 200 403",
        post="403 +302 +302 +302 422 +302 403",
        form={"coins": "1", "once_key": "{once}"},
    ),
    Row(
        "answers/<int:pk>/comments/",
        of="answer",
        get="200",
        post="403 403 403 +302 +302 +302 403",
        form={"body": "Since when, and where?"},
    ),
    Row(
        "answers/<int:pk>/vote/",
        of="answer",
        get="405",
        post="403 +302 +302 +302 302 +302 302",
        form={"value": "1"},
    ),
    Row(
        "answers/<int:pk>/flag/",
        of="answer",
        get="302 200 200 200 403 200 403",
        post="403 +302 +302 +302 403 +302 403",
        form={"kind": "rude"},
    ),
    Row(
        "answers/<int:pk>/bookmark/",
        of="answer",
        get="405",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"value": "1", "note": "For later."},
    ),
]

COMMENTS = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("comments/<int:pk>/", of="comment", get="302", post="405"),
    Row(
        "comments/<int:pk>/edit/",
        of="comment",
        get="302 403 403 403 200 200 403",
        post="403 403 403 403 +302 +302 403",
        form={"body": "Since when, and where, and how?"},
    ),
    Row(
        "comments/<int:pk>/removal/",
        of="comment",
        get="405",
        post="403 403 403 403 +302 +302 403",
        form=WHY | {"value": "1"},
    ),
    Row(
        "comments/<int:pk>/vote/",
        of="comment",
        get="405",
        post="403 +302 +302 +302 302 +302 302",
        form={"value": "1"},
    ),
    Row(
        "comments/<int:pk>/flag/",
        of="comment",
        get="302 200 200 200 403 200 403",
        post="403 +302 +302 +302 403 +302 403",
        form={"kind": "rude"},
    ),
]
