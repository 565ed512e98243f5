from django.urls import path

from answers.views import answering, deciding, giving, history, suggesting

urlpatterns = [
    path("questions/<int:pk>/answers/", answering.answer_question, name="answer_question"),
    path("answers/<int:pk>/", answering.answer, name="answer"),
    path("answers/<int:pk>/edit/", answering.edit_answer, name="edit_answer"),
    path("answers/<int:pk>/history/", history.answer_history, name="answer_history"),
    path(
        "answers/<int:pk>/suggested-edits/",
        suggesting.suggest_answer_edit,
        name="suggest_answer_edit",
    ),
    path("answers/<int:pk>/rollback/", history.answer_rollback, name="answer_rollback"),
    path("answers/<int:pk>/acceptance/", deciding.acceptance, name="acceptance"),
    path("answers/<int:pk>/removal/", deciding.answer_removal, name="answer_removal"),
    path("answers/<int:pk>/award/", giving.award, name="award"),
    path("answers/<int:pk>/tips/", giving.tips, name="tips"),
    path("answers/<int:pk>/award-reversal/", giving.award_reversal, name="award_reversal"),
]
