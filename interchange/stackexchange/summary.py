"""The lines a person reads when an import has ended."""

_NAMES = [
    ("member", "Members"),
    ("tag", "Tags"),
    ("question", "Questions"),
    ("answer", "Answers"),
]
_STATES = [
    ("new", "new"),
    ("changed", "changed"),
    ("same", "as before"),
    ("kept", "kept as edited here"),
    ("elsewhere", "left to the site they came from first"),
]
# Types that are neither questions, answers nor tag wikis.
_POST_TYPES = {
    "3": "orphaned tag wikis",
    "6": "moderator nominations",
    "7": "wiki placeholders",
    "8": "privilege wikis",
}


def lines(imported):
    """One line for each fact that is one."""
    merged = imported.merged
    for kind, name in _NAMES:
        facts = [f"{merged.states.get((kind, state), 0):,} {word}" for state, word in _STATES]
        facts.append(f"{merged.gone.get((kind, False), 0):,} removed")
        yield f"{name}: {', '.join(fact for fact in facts if not fact.startswith('0 '))}"
    for (file, kind), count in sorted(imported.left_out.items()):
        if file == "Posts.xml":
            yield f"Left out: {count:,} {_POST_TYPES.get(kind, f'posts of type {kind}')}"
    if imported.rendered.plain:
        yield f"Shown unformatted, since formatting took too long: {imported.rendered.plain:,}"
    if merged.unresolved:
        yield f"Accepted answers that are not in the dump: {merged.unresolved:,}"
    for kind, pk, url in merged.kept:
        yield f"Kept as edited here: {kind} {pk}, from {url}"
