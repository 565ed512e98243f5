"""Members' pages, what is a member's own, reviewing, and pages of words."""

from tests.pages.table.questions import PLACE, QUESTION
from tests.pages.table.row import Row

MEMBERS = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("members/<int:pk>/<str:slug>/", of="ada", get="200", post="405"),
    Row("members/<int:pk>/<str:slug>/reputation/", of="ada", get="200", post="405"),
    Row("members/<int:pk>/<str:slug>/badges/", of="ada", get="200", post="405"),
    Row(
        "members/<int:pk>/<str:slug>/coins/",
        of="ada",
        get="302 404 404 404 200 200 404",
        post="405",
    ),
    Row(
        "members/<int:pk>/<str:slug>/coins/statement.csv",
        of="ada",
        get="302 404 404 404 200 200 404",
        post="405",
    ),
    Row("badges/", get="200", post="405"),
    Row("badges/<slug:slug>/", of="badge", get="200", post="405"),
    Row("coins/", get="200", post="405"),
    Row("coins/leaders/", get="200", post="405"),
    Row("moderation/log/", get="200", post="405"),
]

OWN = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("bookmarks/", get="302 200 200 200 200 200 200", post="405"),
    Row(
        "bookmarks/<int:pk>/",
        of="bookmark",
        get="405",
        post="403 404 404 404 +302 404 404",
        form={"note": "For later."},
    ),
    Row(
        "drafts/",
        get="302 200 200 200 200 200 200",
        post="403 +302 +302 +302 +302 +302 +302",
        form={"draft_place": "answer:question:{question.pk}", "draft_version": "0", "body": "Mm."},
    ),
    Row(
        "drafts/removal/",
        get="405",
        post="403 302 302 302 +302 302 302",
        form={"place": "question"},
    ),
    Row("preview/", get="405", post="403 200 200 200 200 200 200", form={"body": "*So.*"}),
    Row("account/moderation/", get="302 200 200 200 200 200 200", post="405"),
    Row(
        "account/moderation/<int:pk>/appeal/",
        of="act",
        get="302 404 404 404 200 404 404",
        post="403 404 404 404 +302 404 404",
        form={"words": "It was no advertisement, it was an answer."},
    ),
]

REVIEWING = [
    # signed out, new, member, privileged, author, moderator, suspended
    Row("review/edits/", get="302 403 403 200 403 200 403", post="405"),
    Row(
        "review/edits/<str:kind>/<int:pk>/decision/",
        of="edit",
        get="405",
        post="403 403 403 +302 +302 +302 403",
        form={"value": "approved"},
    ),
    Row(
        "review/edits/<str:kind>/<int:pk>/improvement/",
        of="edit",
        get="302 403 403 200 200 200 403",
        post="403 403 403 +302 +302 +302 403",
        form=QUESTION | PLACE,
    ),
]

WORDS_ALONE = [
    Row("about/", get="200", post="405"),
    Row("help/", get="200", post="405"),
    Row("privacy/", get="200", post="405"),
    Row("health/", get="200", post="405"),
]
