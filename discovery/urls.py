from django.urls import path

from discovery.views import cards, feeds, markdown, programs, sitemaps

urlpatterns = [
    path("robots.txt", programs.robots, name="robots"),
    path("llms.txt", programs.llms, name="llms"),
    path("opensearch.xml", programs.opensearch, name="opensearch"),
    path("indexnow.txt", programs.indexnow_key, name="indexnow_key"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/<slug:kind>-<int:number>.xml", sitemaps.part, name="sitemap_part"),
    path("feeds/questions.atom", feeds.newest, name="newest_feed"),
    path("feeds/questions/<int:pk>.atom", feeds.of_question, name="question_feed"),
    path("feeds/tags/<str:slug>.atom", feeds.of_tag, name="tag_feed"),
    path("feeds/categories/<int:pk>.atom", feeds.of_category, name="category_feed"),
    path("feeds/members/<int:pk>.atom", feeds.of_member, name="member_feed"),
    path("cards/<int:pk>.png", cards.card, name="card"),
    path("questions/<int:pk>.md", markdown.question, name="question_markdown"),
]
