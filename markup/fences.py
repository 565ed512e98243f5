"""Fenced code that takes a language and nothing else from its first line.

The extension hands a member's `{key=value}` on to Pygments as options, files to read among them.
"""

from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension


class Fences(FencedCodeExtension):
    def extendMarkdown(self, md):
        md.registerExtension(self)
        md.preprocessors.register(_Fence(md, self.getConfigs()), "fenced_code_block", 25)


class _Fence(FencedBlockPreprocessor):
    def handle_attrs(self, attrs):
        _, classes, _ = super().handle_attrs(attrs)
        return "", classes[:1], {}
