"""Settings: how often something may be done; `limits.rates` reads them."""

# For who is signed out, on pages that are costly and read by scrapers: an address, and the range
# of addresses that it stands in.
_COSTLY = {"address": "60/m", "range": "240/m"}

# How often a member, or an address that is signed out, may try something.
RATE_LIMITS = {
    "ask": "30/h",
    "answer": "60/h",
    "comment": {"member": "30/h", "address": "120/h"},
    "edit": "60/h",
    "draft": "300/h",
    "review": "120/h",
    "accept": "60/h",
    "flag": {"member": "30/h", "address": "100/h"},
    "vote": {"member": "60/h", "address": "300/h"},
    "close": "60/h",
    "bookmark": "120/h",
    "follow": "60/h",
    "coins": "60/h",
    "appeal": "20/h",
    "warning": "60/h",
    "profile": "30/h",
    "code": "20/m",
    "preview": "60/m",
    "export": "10/h",
    "search": {"member": "60/m", **_COSTLY},
    # A page says of itself that it is typed into, and a scraper may say so, too.
    "typed search": {"member": "240/m", "address": "240/m", "range": "960/m"},
    "completion": "120/m",
    "feed": _COSTLY,
    "markdown": _COSTLY,
    # All pages of a list but the first.
    "deep list": {"member": "120/m", **_COSTLY},
    # Question pages that are made for one reader who is signed out: by what is asked of them.
    "cold page": _COSTLY,
}
