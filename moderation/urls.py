from django.urls import path

from moderation import views

urlpatterns = [
    path("questions/<int:pk>/flag/", views.question_flag, name="question_flag"),
    path("answers/<int:pk>/flag/", views.answer_flag, name="answer_flag"),
    path("comments/<int:pk>/flag/", views.comment_flag, name="comment_flag"),
]
