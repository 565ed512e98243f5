from .conversion import Conversion
from .sitemap_part import SitemapPart

__all__ = ["Conversion", "SitemapPart"]
