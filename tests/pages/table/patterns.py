from django.urls import get_resolver


def patterns(resolver=None, before=""):
    """Every pattern that the site's addresses are resolved by."""
    for each in (resolver or get_resolver()).url_patterns:
        if hasattr(each, "url_patterns"):
            yield from patterns(each, before + str(each.pattern))
        else:
            yield before + str(each.pattern)
