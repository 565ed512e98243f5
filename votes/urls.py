from django.urls import path

from votes import views

urlpatterns = [
    path("questions/<int:pk>/vote/", views.question_vote, name="question_vote"),
    path("answers/<int:pk>/vote/", views.answer_vote, name="answer_vote"),
    path("comments/<int:pk>/vote/", views.comment_vote, name="comment_vote"),
]
