from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("", include("questions.urls")),
    path("", include("answers.urls")),
    path("", include("search.urls")),
    path("", include("pages.urls")),
]
