from .card import Card
from .conversion import Conversion
from .sitemap_part import SitemapPart

__all__ = ["Card", "Conversion", "SitemapPart"]
