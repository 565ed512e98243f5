from django.urls import path

from pages.views import (
    acts,
    ask_page,
    badges,
    bookmarks,
    drafts,
    home,
    leaderboard,
    member,
    reputation,
    reviewing,
    statement,
    tag,
    words,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/<int:pk>/", ask_page.question, name="question"),
    path("questions/<int:pk>/<str:slug>/", ask_page.question, name="question"),
    path("tags/<str:slug>/", tag.tag, name="tag"),
    path("members/<int:pk>/<str:slug>/", member.member, name="member"),
    path("members/<int:pk>/<str:slug>/reputation/", reputation.reputation, name="reputation"),
    path("members/<int:pk>/<str:slug>/coins/", statement.statement, name="statement"),
    path(
        "members/<int:pk>/<str:slug>/coins/statement.csv",
        statement.statement_csv,
        name="statement_csv",
    ),
    path("members/<int:pk>/<str:slug>/badges/", badges.member_badges, name="member_badges"),
    path("badges/", badges.badges, name="badges"),
    path("badges/<slug:slug>/", badges.badge, name="badge"),
    path("bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    path("coins/leaders/", leaderboard.leaders, name="leaders"),
    path("moderation/log/", acts.moderation_log, name="moderation_log"),
    path("account/moderation/", acts.own_moderation, name="own_moderation"),
    path("account/moderation/<int:pk>/appeal/", acts.appeal, name="appeal"),
    path("review/edits/", reviewing.suggested_edits, name="suggested_edits"),
    path("review/edits/<str:kind>/<int:pk>/decision/", reviewing.decision, name="decision"),
    path(
        "review/edits/<str:kind>/<int:pk>/improvement/", reviewing.improvement, name="improvement"
    ),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/removal/", drafts.draft_removal, name="draft_removal"),
    path("preview/", words.preview, name="preview"),
    path("about/", words.about, name="about"),
    path("help/", words.help_page, name="help"),
    path("privacy/", words.privacy, name="privacy"),
    path("health/", words.health, name="health"),
]
