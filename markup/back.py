"""HTML back into Markdown, for texts that nobody ever wrote as Markdown.

May run for minutes on hostile input, as `markup.rendering` does, and like it is never called but
through `markup.worker`.
"""

from markdownify import ATX, markdownify


class Renderer:
    """What a process of its own answers with."""

    def warm_up(self):
        self.back("<p>warm <em>up</em></p>")

    def back(self, source):
        return markdownify(source, heading_style=ATX, bullets="-").strip()
