from django.urls import path

from pages.views import ask_page, drafts, home, leaderboard, member, reviewing, statement, words

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/<int:pk>/", ask_page.question, name="question"),
    path("questions/<int:pk>/<str:slug>/", ask_page.question, name="question"),
    path("members/<int:pk>/<str:slug>/", member.member, name="member"),
    path("members/<int:pk>/<str:slug>/coins/", statement.statement, name="statement"),
    path(
        "members/<int:pk>/<str:slug>/coins/statement.csv",
        statement.statement_csv,
        name="statement_csv",
    ),
    path("coins/leaders/", leaderboard.leaders, name="leaders"),
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
