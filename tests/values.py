"""Values for tests: one whole article and what is made of it, to be changed with `replace`."""

from sma_cli.answers import Change, Conflict, Detail, Entry, Info, Origin, Outcome, Revision
from sma_cli.article import Amount, Article, Hit
from sma_cli.document import Contradiction, Document, Evidence, Mention

ARTICLE = Article(
    id=7,
    title="Envoys leave Seoul [with] a list of sums",
    published="2024-05-24T11:52:00+09:00",
    source="Korea Herald",
    agency="Yonhap",
    author=None,
    url="https://news.example/7",
    lang="en",
    sma=12,
    event="round",
    round=2,
    event_start="2024-05-21",
    event_end="2024-05-23",
    venue="Seoul",
    amounts=(Amount(5_000_000_000, "USD", "$5 billion"), Amount(1_030_000_000, "USD", "$1.03bn")),
    percents=(13.9,),
    basis={"sma": "stated", "event": "stated", "round": "stated", "dates": "resolved"},
    copy_of=None,
    words=120,
    ingested_at="2026-11-24T10:00:00Z",
)

BODY = "Talks on a $5 billion demand ended in Seoul.\n\n한미 방위비 협상이 서울에서 끝났다."

HIT = Hit(ARTICLE, 4.5, "Talks on a $5 billion demand ended", ((11, 21),))

DETAIL = Detail(
    ARTICLE,
    BODY,
    (Evidence("venue", "Seoul", "Seoul", 38, 43), Evidence("round", "2", "Talks", 0, 5)),
    (Mention(11, None, "previous", "Talks", 0, 5),),
    Origin("clippings/seven.txt", "0" * 64, 900, "text", "utf-8"),
    (Contradiction("dates", "2024-05-21..2024-05-23", "2024-05-20..2024-05-23"),),
)

REVISED = Revision(
    ARTICLE,
    "changed",
    (
        Change("title", None, ARTICLE.title, None, "manual"),
        Change("round", 3, 2, "stated", "manual"),
        Change("dates", "2024-05-28..", "2024-05-21..2024-05-23", "resolved", "manual"),
        Change("amounts", (), ARTICLE.amounts),
        Change("percents", (8.0,), (13.9,)),
        Change("body", "Talks ended.", BODY),
        Change("conflicts", (), DETAIL.conflicts),
    ),
)
UNREADABLE = Revision(ARTICLE, "refused", error="seven.txt: no article text", hint="paste it")

ENTRY = Entry(
    12,
    "round",
    2,
    "2024-05-21",
    "2024-05-23",
    "Seoul",
    "Envoys leave Seoul",
    (7, 9),
    2,
    {"start": "resolved", "venue": "inferred"},
    (Conflict("start", "2024-05-22", (9,)),),
)

READ = Document("Envoys leave Seoul", "Talks on a sum ended.\n\n" * 9, cut=("Home", "[b]Share"))
ADDED = Outcome("clippings/seven.txt", "added", ARTICLE, document=READ)
REFUSED = Outcome("empty.txt", "refused", error="empty.txt: no text", hint="check the file")

INFO = Info(
    "/home/reporter/sma.db",
    36,
    {"en": 18, "ko": 18},
    {"11": 6, "12": 20},
    "2014-01-12",
    "2025-01-01",
    "2026-11-24T10:00:00Z",
    2_345_678,
    1,
    "3.40.1",
)
