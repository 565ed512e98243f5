"""`{% fragment name=value … %}…{% endfragment %}`: a piece of a page that is made once.

It is found again by its place, the language and the values; and within it there is nothing but
those values: no request, no reader, no token, no other variable of the page. So what is kept can
neither be stale nor show one reader what was made for another.

`{% fragment name=value … holes name=value … %}`: what comes after the word is no part of what is
kept. Each time the piece is shown it is put in anew: a reader's token, the key of a form. Within
the piece a hole can be shown, and nothing else: it is not known yet.
"""

import re
from html import escape
from secrets import token_hex

from django import template
from django.template.base import token_kwargs
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeData
from django.utils.translation import get_language

from hotpages.fragments import plain, store, typed

register = template.Library()


class Mark(str):
    """What stands in a hole while the piece is made."""


class FragmentNode(template.Node):
    def __init__(self, nodelist, values, holes):
        self.nodelist, self.values, self.holes = nodelist, values, holes

    def render(self, context):
        values = [plain(value.resolve(context)) for value in self.values.values()]
        # The node is the place; as part of the key it lives as long as its pieces do.
        key = (self, get_language(), *map(typed, values))
        parts = store.get(key)
        if parts is None:
            parts = self.make(context, values)
            store.put(key, parts)
        return parts[0] if len(parts) == 1 else self.fill(parts, context)

    def make(self, context, values):
        """The texts between the holes, and between each two of them the name of the hole.

        The mark of a hole is a secret of this one call: no text of a page can hold it, and it
        never leaves.
        """
        if any(isinstance(value, Mark) for value in values):
            raise ValueError("a fragment cannot be found by what is a hole of the one around it")
        marks = {Mark(token_hex(16)): name for name in self.holes}
        shown = dict(zip((*self.values, *marks.values()), (*values, *marks), strict=True))
        text = self.nodelist.render(self.alone(context, shown))
        if not marks:
            return (text,)
        return tuple(marks.get(part, part) for part in re.split(f"({'|'.join(marks)})", text))

    def fill(self, parts, context):
        """The piece as this page has it. Raises ValueError where the page has no such value."""
        parts, names = list(parts), parts[1::2]
        found = {name: self.resolved(name, context) for name in {*names}}
        parts[1::2] = map(found.get, names)
        return "".join(parts)

    def resolved(self, hole, context):
        value = self.holes[hole].resolve(context, ignore_failures=True)
        if value is None:
            raise ValueError(f"a fragment has a hole for {hole}, and the page has nothing for it")
        # By its type: to ask a lazy token what it is costs more than to show it.
        return value if issubclass(type(value), SafeData) else escape(str(value))

    def alone(self, context, shown):
        """A context of the values only; the templates are for includes and for error reports."""
        alone = template.Context(shown)
        alone.template = context.template
        alone.render_context.template = context.render_context.template
        return alone


@register.tag
def fragment(parser, token):
    tag, *bits = token.split_contents()
    values = token_kwargs(bits, parser)
    holes = {}
    if bits[:1] == ["holes"]:
        del bits[0]
        holes = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} takes name=value, not {bits[0]!r}")
    nodelist = parser.parse(["endfragment"])
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError(f"{tag} cannot hold a block: pages differ in it")
    return FragmentNode(nodelist, values, holes)
