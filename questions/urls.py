from django.urls import path

from questions.views import (
    asking,
    closing,
    directories,
    editing,
    following,
    history,
    lists,
    pledging,
    restricting,
    statistics,
    suggesting,
    tag_choices,
)

urlpatterns = [
    path("questions/", lists.questions, name="questions"),
    path("questions/ask/", asking.ask, name="ask"),
    path("questions/followed/", lists.followed, name="followed_questions"),
    path("questions/bounties/", lists.bounties, name="bounties"),
    path("questions/<int:pk>/edit/", editing.edit_question, name="edit_question"),
    path("questions/<int:pk>/history/", history.question_history, name="question_history"),
    path(
        "questions/<int:pk>/suggested-edits/",
        suggesting.suggest_question_edit,
        name="suggest_question_edit",
    ),
    path("questions/<int:pk>/rollback/", history.question_rollback, name="question_rollback"),
    path("questions/<int:pk>/removal/", editing.question_removal, name="question_removal"),
    path("questions/<int:pk>/closure/", closing.closure, name="closure"),
    path("questions/<int:pk>/lock/", restricting.lock, name="lock"),
    path("questions/<int:pk>/protection/", restricting.protection, name="protection"),
    path(
        "questions/<int:pk>/statistics/", statistics.question_statistics, name="question_statistics"
    ),
    path("questions/<int:pk>/pledges/", pledging.pledges, name="pledges"),
    path("questions/<int:pk>/follow/", following.follow, name="follow"),
    path("pledges/<int:pk>/objection/", pledging.objection, name="objection"),
    path("tags/", directories.tags, name="tags"),
    path("tags/completion/", directories.tag_completion, name="tag_completion"),
    path("tags/<str:slug>/choice/", tag_choices.choose_tag, name="choose_tag"),
    path("account/tags/", tag_choices.tag_choices, name="tag_choices"),
    path("categories/", directories.categories, name="categories"),
    path("categories/<int:pk>/<str:slug>/", lists.category, name="category"),
]
