from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("", include("questions.urls")),
    path("", include("answers.urls")),
    path("", include("votes.urls")),
    path("", include("moderation.urls")),
    path("", include("comments.urls")),
    path("", include("bookmarks.urls")),
    path("", include("search.urls")),
    path("", include("rewards.urls")),
    path("", include("discovery.urls")),
    path("", include("pages.urls")),
]

handler400 = "queshub.errors.bad_request"
handler403 = "queshub.errors.denied"
handler404 = "queshub.errors.not_found"
# allauth answers with this one when its own limits are reached.
handler429 = "queshub.errors.too_many"
handler500 = "queshub.errors.server_error"
