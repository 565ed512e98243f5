"""Grow a Stack Exchange dump to any number of questions, with fresh ids and varied text.

    python bench/grow_dump.py ../shared/data/se-ai-2017-03 /tmp/grown --questions 100000

Reads one dump (all of it is held in memory, so take a small one) and writes copies of it, each
with ids, names and words of its own; owners, parents, accepted answers, tags and revisions point
at each other as they did. The same seed gives the same files. Memory does not grow with the copies.
"""

import argparse
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

FILES = ["Users", "Tags", "Posts", "PostHistory"]
# Which attributes are whose ids. Tags stay one set: sites have few, whatever their size.
POST_IDS = {
    "Users": (),
    "Posts": ("Id", "ParentId", "AcceptedAnswerId"),
    "PostHistory": ("PostId",),
}
USER_IDS = {
    "Users": ("Id",),
    "Posts": ("OwnerUserId", "LastEditorUserId"),
    "PostHistory": ("UserId",),
}
TEXTS = {"Users": ("AboutMe",), "Posts": ("Body", "Title"), "PostHistory": ("Text",)}
TAG_WIKIS = {"4", "5"}
BODIES = {"2", "5", "8"}
VARIED = 0.15  # Of the words in a text; the rest keeps its sense for a search to find.
WORD = re.compile(r"<[^>]*>|[a-z]{4,}")


def load(folder, name):
    path = folder / f"{name}.xml"
    if not path.exists():
        return []
    rows = ET.iterparse(path)  # noqa: S314 (a dump the developer has chosen)
    return [dict(element.attrib) for _, element in rows if element.tag == "row"]


class Growth:
    """One dump, and as many copies of it as there have to be."""

    def __init__(self, folder, seed):
        self.rows = {name: load(folder, name) for name in FILES}
        self.random = random.Random(seed)
        self.questions = sum(post["PostTypeId"] == "1" for post in self.rows["Posts"])
        self.wikis = {p["Id"] for p in self.rows["Posts"] if p["PostTypeId"] in TAG_WIKIS}
        posts = self.rows["Posts"]
        self.writers = {p.get(key) for p in posts for key in USER_IDS["Posts"]} - {"-1"}
        self.spans = {
            "post": 1 + max(int(post["Id"]) for post in self.rows["Posts"]),
            "user": 1 + max(int(user["Id"]) for user in self.rows["Users"]),
            "history": 1 + max((int(r["Id"]) for r in self.rows["PostHistory"]), default=0),
        }
        self.words = self._vocabulary()

    def _vocabulary(self):
        """The dump's own words, common ones more often than rare ones."""
        count = Counter()
        for post in self.rows["Posts"]:
            count.update(w for w in WORD.findall(post.get("Body", "")) if w[0] != "<")
        return list(count), list(count.values())

    def write(self, folder, questions):
        folder.mkdir(parents=True, exist_ok=True)
        copies = -(-questions // self.questions)
        for name in FILES:
            with (folder / f"{name}.xml").open("w", encoding="utf-8") as file:
                file.write(f'\ufeff<?xml version="1.0" encoding="utf-8"?>\n<{name.lower()}>\n')
                for row in self._all(name, copies, questions):
                    pairs = " ".join(f"{key}={quoted(value)}" for key, value in row.items())
                    file.write(f"  <row {pairs} />\n")
                file.write(f"</{name.lower()}>\n")

    def _all(self, name, copies, questions):
        if name == "Tags":
            yield from self.rows[name]
            return
        for copy in range(copies):
            left = questions - copy * self.questions
            kept = self._first(left) if left < self.questions else None
            replaced = iter(self._replacements())
            for row in self.rows[name]:
                if self._belongs(name, row, copy, kept):
                    yield self._copied(name, row, copy, replaced) if copy else row

    def _first(self, questions):
        """The posts of the first `questions` questions: the last copy is a part of one."""
        ids = [p["Id"] for p in self.rows["Posts"] if p["PostTypeId"] == "1"][:questions]
        chosen = set(ids)
        return chosen | {p["Id"] for p in self.rows["Posts"] if p.get("ParentId") in chosen}

    def _belongs(self, name, row, copy, kept):
        """Tag wikis, the user -1 and users who wrote nothing are there once."""
        if name == "Users":
            return not copy or row["Id"] in self.writers
        number = row["Id"] if name == "Posts" else row["PostId"]
        if name == "PostHistory" and copy and row["PostHistoryTypeId"] not in BODIES:
            return False
        if number in self.wikis:
            return not copy
        return kept is None or number in kept

    def _copied(self, name, row, copy, replaced):
        row = dict(row)
        for keys, span in ((POST_IDS[name], "post"), (USER_IDS[name], "user")):
            for key in keys:
                if key in row and row[key] != "-1":
                    row[key] = str(int(row[key]) + copy * self.spans[span])
        if name == "PostHistory":
            row["Id"] = str(int(row["Id"]) + copy * self.spans["history"])
        if name == "Users":
            row["DisplayName"] = f"{row['DisplayName']} {copy}"
        for key in TEXTS[name]:
            if key in row:
                row[key] = self._varied(row[key], replaced)
        return row

    def _varied(self, text, replaced):
        def word(match):
            if match[0][0] == "<" or self.random.random() > VARIED:
                return match[0]
            return next(replaced)

        return WORD.sub(word, text)

    def _replacements(self):
        words, weights = self.words
        while True:
            yield from self.random.choices(words, weights, k=1_000)


def quoted(value):
    """As dumps write them: in double quotes, line ends as references."""
    references = {'"': "&quot;", "\n": "&#xA;", "\r": "&#xD;", "\t": "&#x9;"}
    return f'"{escape(value, references)}"'


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dump", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--questions", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    growth = Growth(options.dump, options.seed)
    growth.write(options.target, options.questions)


if __name__ == "__main__":
    main()
