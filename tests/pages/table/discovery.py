"""What programs are given: the same for everybody."""

from tests.pages.table.row import Row

DISCOVERY = [
    Row("robots.txt", get="200", post="405"),
    Row("llms.txt", get="200", post="405"),
    Row("opensearch.xml", get="200", post="405"),
    # Nobody set a key.
    Row("indexnow.txt", get="404", post="405"),
    Row("sitemap.xml", get="200", post="405"),
    Row("sitemaps/<slug:kind>-<int:number>.xml", of="part", get="200", post="405"),
    Row("feeds/questions.atom", get="200", post="405"),
    Row("feeds/questions/<int:pk>.atom", of="question", get="200", post="405"),
    Row("feeds/tags/<str:slug>.atom", of="tag", get="200", post="405"),
    Row("feeds/categories/<int:pk>.atom", of="category", get="200", post="405"),
    Row("feeds/members/<int:pk>.atom", of="ada", get="200", post="405"),
    Row("cards/<int:pk>.png", of="question", get="200", post="405"),
    Row("questions/<int:pk>.md", of="question", get="200", post="405"),
]
