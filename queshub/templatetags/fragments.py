"""`{% fragment name=value … %}…{% endfragment %}`: a piece of a page that is made once.

It is found again by its place, the language and the values; and within it there is nothing but
those values: no request, no reader, no token, no other variable of the page. So what is kept can
neither be stale nor show one reader what was made for another.
"""

from django import template
from django.template.base import token_kwargs
from django.template.loader_tags import BlockNode
from django.utils.translation import get_language

from queshub.fragments import plain, store, typed

register = template.Library()


class FragmentNode(template.Node):
    def __init__(self, nodelist, names, values):
        self.nodelist, self.names, self.values = nodelist, names, values

    def render(self, context):
        values = [plain(value.resolve(context)) for value in self.values]
        # The node is the place; as part of the key it lives as long as its pieces do.
        key = (self, get_language(), *map(typed, values))
        text = store.get(key)
        if text is None:
            text = self.nodelist.render(self.alone(context, values))
            store.put(key, text)
        return text

    def alone(self, context, values):
        """A context of the values only; the templates are for includes and for error reports."""
        alone = template.Context(dict(zip(self.names, values, strict=True)))
        alone.template = context.template
        alone.render_context.template = context.render_context.template
        return alone


@register.tag
def fragment(parser, token):
    tag, *bits = token.split_contents()
    given = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"{tag} takes name=value, not {bits[0]!r}")
    nodelist = parser.parse(["endfragment"])
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError(f"{tag} cannot hold a block: pages differ in it")
    return FragmentNode(nodelist, list(given), list(given.values()))
