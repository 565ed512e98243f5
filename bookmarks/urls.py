from django.urls import path

from bookmarks import views

urlpatterns = [
    path("questions/<int:pk>/bookmark/", views.question_bookmark, name="question_bookmark"),
    path("answers/<int:pk>/bookmark/", views.answer_bookmark, name="answer_bookmark"),
    path("bookmarks/<int:pk>/", views.bookmark, name="bookmark"),
]
