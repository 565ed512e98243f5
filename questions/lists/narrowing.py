"""What a reader asks for by several tags: “python django -flask”."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from questions.models import Tag

MOST_TAGS = 5
LONGEST = 400
# Where a tag begins with a hyphen, it is one to leave out: no tag's name begins so.
_WORDS = re.compile(r"[^\s,]+")


@dataclass
class Narrowing:
    """The tags that are wanted, those that are not, and the words that mean no tag."""

    text: str
    wanted: list[Tag] = field(default_factory=list)
    unwanted: list[Tag] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    too_many: bool = False

    @property
    def only_tag(self):
        """The tag, where there is nothing else: it has a page of its own."""
        alone = len(self.wanted) == 1 and not (self.unwanted or self.unknown)
        return self.wanted[0] if alone else None

    @property
    def as_search(self):
        """How the search is asked for the same: what comes after its address."""
        words = [f"[{tag.name}]" for tag in self.wanted]
        words += [f"-[{tag.name}]" for tag in self.unwanted]
        return f"?{urlencode({'q': ' '.join(words)})}"


def narrowing(text):
    """Read what was typed. The name of a merged tag means the other one."""
    text = text.replace("\x00", "")[:LONGEST].strip()
    words = list(dict.fromkeys(_WORDS.findall(text.lower())))
    read = Narrowing(text, too_many=len(words) > MOST_TAGS)
    words = words[:MOST_TAGS]
    names = {word: word.removeprefix("-") for word in words}
    meant = Tag.objects.in_sight(names.values())
    for word, name in names.items():
        kind = read.unwanted if word != name else read.wanted
        if name not in meant:
            read.unknown.append(name)
        elif meant[name] not in kind:  # Two names may mean one tag.
            kind.append(meant[name])
    return read
