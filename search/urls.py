from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("questions/similar/", views.similar_questions, name="similar_questions"),
]
