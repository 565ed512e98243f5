"""What the demo folder holds, as plain records; `demo_files` reads them."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True)
class DemoMember:
    key: str
    name: str
    email: str
    joined_days_ago: int
    works_at: str = ""
    studied_at: str = ""
    lives_in: str = ""
    about: str = ""
    moderator: bool = False
    coins: int = 0


@dataclass(frozen=True)
class DemoCategory:
    path: str
    name: str
    description: str

    @property
    def parent_path(self) -> str:
        """The path one level up, or "" for a category of the first level."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class DemoTag:
    name: str
    description: str


class Dated:
    """Something written `days_ago` whole days before now, at a time of day in UTC."""

    def written_at(self, now: datetime) -> datetime:
        """The moment, given an aware `now`; the past, since days_ago is at least 1."""
        return datetime.combine((now - timedelta(days=self.days_ago)).date(), self.time, now.tzinfo)


@dataclass(frozen=True)
class DemoComment(Dated):
    by: str
    days_ago: int
    time: time
    body: str


@dataclass(frozen=True)
class DemoAnswer(Dated):
    body: str
    comments: tuple[DemoComment, ...]
    author: str
    days_ago: int
    time: time
    score: int
    accepted: bool


@dataclass(frozen=True)
class DemoPledge:
    """Coins for the question's pot, put there when the demo is loaded."""

    by: str
    coins: int


@dataclass(frozen=True)
class DemoQuestion(Dated):
    file: str
    body: str
    answers: tuple[DemoAnswer, ...]
    pledges: tuple[DemoPledge, ...]
    comments: tuple[DemoComment, ...]
    title: str
    asker: str
    category: str
    tags: list
    days_ago: int
    time: time
    views: int
    score: int

    @property
    def posts(self):
        return [self, *self.answers]


@dataclass(frozen=True)
class DemoCommunity:
    members: list[DemoMember]
    categories: list[DemoCategory]
    tags: list[DemoTag]
    questions: list[DemoQuestion]
