"""Footnotes whose ids belong to one rendering, so that no two posts on a page collide."""

import secrets

from markdown.extensions.footnotes import FootnoteExtension

from markup.allowed import FOOTNOTE_ID


class Footnotes(FootnoteExtension):
    """Ids are `fn-<prefix>-<number>`: the member's label never reaches an attribute."""

    def __init__(self):
        super().__init__(SEPARATOR="-", BACKLINK_TEXT="&#8617;&#65038;")

    def reset(self):
        super().reset()
        self.prefix = secrets.token_hex(4)
        self.numbers = {}
        self.building = False

    def makeFootnotesDiv(self, root):
        self.building = True
        return super().makeFootnotesDiv(root)

    def setFootnote(self, id, text):
        # A definition inside a footnote's own text would change what is being walked over.
        if self.building:
            return
        super().setFootnote(id, text)
        self.numbers.setdefault(id, len(self.numbers) + 1)

    def makeFootnoteId(self, id):
        return f"fn-{self.prefix}-{self.numbers[id]}"

    def makeFootnoteRefId(self, id, found=False):
        return self.unique_ref(f"fnref-{self.prefix}-{self.numbers[id]}", found)

    def owns(self, value):
        """Whether an id was made for this very rendering, not typed by a member."""
        return bool(FOOTNOTE_ID.fullmatch(value)) and f"-{self.prefix}-" in value
