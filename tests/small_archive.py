"""A small archive of made-up articles in English and Korean, for tests of searching."""

from pathlib import Path

from sma_cli.archive import Archive, Filters
from sma_cli.article import Amount, Basis
from sma_cli.document import Document, Input, Tags

STATED: dict[str, Basis] = dict.fromkeys(("sma", "event", "round", "dates", "venue"), "stated")


def document(
    title: str | None = "A headline",
    body: str = "Some words about nothing.",
    *,
    published: str | None = "2024-05-24",
    source: str | None = "Yonhap",
    lang: str = "en",
) -> Document:
    """A document with whatever the test does not care about filled in."""
    return Document(title, body, published=published, source=source, lang=lang)


def source_of(one: Document) -> Input:
    """Bytes of its own for each document."""
    return Input(f"{one.title}.txt", f"{one.title}\n{one.published}\n{one.body}".encode())


EXACT = Filters(exact=True)

ARTICLES: tuple[tuple[Document, Tags], ...] = (
    # 1: round 2 of the 12th, English
    (
        document(
            "Allies end second round of defense cost-sharing talks",
            "Envoys of South Korea and the U.S. ended three days of negotiations in Seoul.\n\n"
            "It's the second meeting for the 12th Special Measures Agreement (SMA).\n\n"
            "In 2019 President Donald Trump demanded $5 billion a year, and the 11th pact raised "
            "the bill by 13.9 percent to $1.03 billion. Linda Specht led the 28,500-troop side.",
            published="2024-05-24T11:52:00+09:00",
            source="Korea JoongAng Daily",
        ),
        Tags(
            12,
            "round",
            2,
            "2024-05-21",
            "2024-05-23",
            "Seoul",
            (
                Amount(5_000_000_000, "USD", "$5 billion"),
                Amount(1_030_000_000, "USD", "$1.03 billion"),
            ),
            (13.9,),
            STATED,
        ),
    ),
    # 2: round 2 of the 12th, Korean
    (
        document(
            "한·미, 방위비분담금 2차 회의 마무리",
            "한미 양국은 서울에서 제12차 방위비분담특별협정 체결을 위한 2차 회의를 마쳤다.\n\n"
            "트럼프 전 대통령은 50억 달러를 요구했고, 방위비분담금을 둘러싼 이견이 컸다. "
            "린다 스펙트 대표는 북핵 문제에도 답했다. 1989년부터 이어진 논의다.",
            published="2024-05-24T14:00:00+09:00",
            source="Hankyoreh",
            lang="ko",
        ),
        Tags(
            12,
            "round",
            2,
            "2024-05-21",
            "2024-05-23",
            "Seoul",
            (Amount(5_000_000_000, "USD", "50억 달러"),),
            (),
            STATED,
        ),
    ),
    # 3: the settlement of the 12th
    (
        document(
            "Seoul, Washington agree on 1.52 trillion won for 2026",
            "The two sides settled the 12th agreement on Friday after eight rounds. "
            "Korea will pay 1.52 trillion won, an 8.3 percent rise, or about US$1.13bn.\n\n"
            "The yearly raise follows consumer prices and may not top five percent.",
            published="2024-10-04T09:00:00+09:00",
            source="Korea Herald",
        ),
        Tags(12, "agreed", 8, "2024-10-02", "2024-10-02", None, (), (8.3, 5.0), STATED),
    ),
    # 4: signing of the 11th, Korean
    (
        document(
            "제11차 방위비 협정 서명",
            "외교부는 제11차 협정에 서명했다고 밝혔다. 2021년 총액은 1조1천833억원이다. "
            "인상률은 13.9%다.",
            published="2021-04-08",
            source="Yonhap",
            lang="ko",
        ),
        Tags(11, "signed", None, "2021-04-08", "2021-04-08", "Seoul", (), (13.9,), STATED),
    ),
    # 5: commentary on the SMA, no event
    (
        document(
            "[Editorial] Don't pay twice",
            "A C++ programmer would call the pact a memory leak: “free riders” were never free. "
            "Mr. Trump's figure, five envoys and a billion reasons aside, was not a plan. "
            "Korean taxpayers ask what the burden-sharing buys.",
            published="2019-11-20",
            source="Korea Times",
        ),
        Tags(sma=11, basis={"sma": "resolved"}),
    ),
    # 6: not about the SMA
    (
        document(
            "Solar maker SMA posts record orders",
            "The inverter maker said orders rose to 5 billion euros. Its shares jumped 12 percent.",
            published="2024-05-02",
            source="Reuters",
        ),
        Tags(),
    ),
    # 7: round 1 of the 12th in Honolulu, no date of publication
    (
        document(
            "First round opens in Hawaii",
            "Negotiators met in Honolulu for the opening round. Café talk turned to 200 million "
            "dollars of ﬁne print.",
            published=None,
            source=None,
        ),
        Tags(12, "round", 1, "2024-04-23", "2024-04-25", "Honolulu", (), (), STATED),
    ),
)  # fmt: skip


def filled(path: Path, articles: tuple[tuple[Document, Tags], ...] = ARTICLES) -> Archive:
    """An archive at the path with the articles, with the ids 1, 2, 3 and so on."""
    archive = Archive(path)
    for one, tags in articles:
        assert archive.add(one, tags, source_of(one)).status == "added"
    archive.close()
    return archive


def ids(archive: Archive, query: str) -> list[int]:
    """The articles a query finds as it is written, in order of their ids."""
    return sorted(hit.article.id for hit in archive.search(query, limit=None, filters=EXACT))
