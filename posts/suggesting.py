"""What became of a member's earlier suggestion, for the page on which they make the next."""

from posts.changes import would_change


def earlier(post, member):
    """The suggestion of theirs that still waits, with what it would change, or the last rejected.

    A suggestion that was approved is in the post's history.
    """
    last = post.suggested_edits.filter(by=member).newest().first()
    if last is None or last.verdict in {last.Verdict.APPROVED, last.Verdict.IMPROVED}:
        return {}
    if last.verdict:
        return {"rejected": last}
    last.post = post
    return {"waiting": last, "changes": would_change(post, last.content)}
