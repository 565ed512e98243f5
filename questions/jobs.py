from questions.tag_merging import go_on_merging

# Some seconds' work at most; the next run goes on from there.
_BATCHES = 40


def go_on_merging_tags():
    """Give the questions of merged tags the tags that these mean now."""
    go_on_merging(_BATCHES)
