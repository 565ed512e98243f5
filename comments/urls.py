from django.urls import path

from comments.views import commenting, people, reading

urlpatterns = [
    path("questions/<int:pk>/comments/", commenting.question_comments, name="question_comments"),
    path("questions/<int:pk>/people/", people.people, name="people"),
    path("answers/<int:pk>/comments/", commenting.answer_comments, name="answer_comments"),
    path("comments/<int:pk>/", reading.comment, name="comment"),
    path("comments/<int:pk>/edit/", commenting.edit_comment, name="edit_comment"),
    path("comments/<int:pk>/removal/", commenting.comment_removal, name="comment_removal"),
]
