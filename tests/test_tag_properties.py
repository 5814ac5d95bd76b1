"""What is written of a round in any usual form is read back, and evidence reads as its tag."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from sma_cli.document import Document, Evidence, Tags
from sma_cli.money import find_amounts
from sma_cli.record import Record, load_record
from sma_cli.tag import tag
from sma_cli.tag.days import named_days
from sma_cli.tag.ordinals import find_ordinals
from sma_cli.tag.places import find_places
from sma_cli.tag.units import Unit
from sma_cli.tag.wording import pattern

CITIES = {
    "Seoul": "서울",
    "Washington": "워싱턴",
    "Honolulu": "호놀룰루",
    "Los Angeles": "로스앤젤레스",
    "Jeju": "제주",
    "Seattle": "시애틀",
}
NAMES = [
    "",
    *[
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ],
]
KOREAN_NAMES = ("", "첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
FIRST_DAYS = st.dates(date(2008, 1, 1), date(2034, 12, 20))

# A round as reports of it begin: {N} and {nth} the agreement, {round} and {name} the round,
# {days} its days, {city} its place. What stands behind the bar is the title.
ENGLISH = [
    "Korea and the U.S. held the {name} round of talks on the {N}th Special Measures Agreement "
    "in {city} {days}. | Cost talks held",
    "The {name} round of negotiations on the {N}th SMA between South Korea and the United States "
    "took place in {city} {days}, the foreign ministry said. | Round {round} of cost talks",
    "Seoul and Washington closed the {name} round of defense cost talks, which was held in {city} "
    "{days}. It is about the {N}th Special Measures Agreement. | Talks on USFK costs end",
    "Negotiators on the {N}th Special Measures Agreement of Korea and the U.S. met in {city} "
    "{days} for their {name} round. | Envoys meet over troop costs",
]
KOREAN = [
    "한미가 {days} {city}에서 제{N}차 방위비분담특별협정 체결을 위한 {round}차 회의를 열었다. "
    "| 방위비 회의",
    "제 {N}차 한·미 방위비분담특별협정(SMA) 제{round}차 회의가 {days} {city}에서 열렸다고 외교부가 "
    "밝혔다. | 한미 방위비 {round}차 회의",
    "{N}차 방위비분담특별협정을 위한 한미의 {name} 번째 회의가 {days} {city}에서 진행됐다. "
    "| 방위비 협상 마쳐",
]


def _english_days(start: date, end: date) -> str:
    first = f"{start:%B} {start.day}"
    if start.month != end.month:
        return f"from {first} to {end:%B} {end.day}"
    return f"from {first} to {end.day}" if start.day % 2 else f"on {first}-{end.day}"


def _korean_days(start: date, end: date) -> str:
    last = f"{end.day}일" if start.month == end.month else f"{end.month}월 {end.day}일"
    return (
        f"{start.month}월 {start.day}일부터 {last}까지"
        if start.day % 2
        else (f"{start.month}월 {start.day}{'' if start.month == end.month else '일'}~{last}")
    )


def _reads(one: Evidence, base: date, lang: str, tags: Tags) -> bool:
    """Whether the words of a span, read alone, say what its tag says."""
    unit = Unit(1, one.text, 0)
    if one.tag in ("sma", "round") and tags.basis[one.tag] == "stated":
        return int(one.value) in {found.value for found in find_ordinals([unit], lang)}
    if one.tag == "venue":
        whole = Unit(1, f"in {one.text}." if lang == "en" else f"{one.text}에서", 0)
        return one.value in {place.venue for place in find_places(whole, lang)}
    if one.tag == "dates":
        days = [(when.start, when.end or when.start) for when in named_days(one.text, base, lang)]
        return any(start.isoformat() <= one.value <= end.isoformat() for start, end in days)
    if one.tag == "event" and one.value not in ("round", "None"):
        return pattern(lang, "event", one.value).search(one.text) is not None
    return True


@settings(deadline=None)
@given(
    FIRST_DAYS,
    st.integers(1, 3),
    st.integers(1, 20),
    st.integers(11, 19),
    st.integers(1, 10),
    st.sampled_from(sorted(CITIES)),
    st.sampled_from([("en", one) for one in ENGLISH] + [("ko", one) for one in KOREAN]),
)
def test_a_round_is_read_back_as_it_was_written(
    start: date, length: int, later: int, sma: int, meeting: int, city: str, form: tuple[str, str]
) -> None:
    """Agreement, round, days and city of any meeting come back, by themselves and by the record."""
    lang, sentence = form
    end = start + timedelta(length)
    is_english = lang == "en"
    text, _, title = sentence.format(
        N=sma,
        round=meeting,
        name=(NAMES if is_english else KOREAN_NAMES)[meeting],
        city=city if is_english else CITIES[city],
        days=(_english_days if is_english else _korean_days)(start, end),
    ).partition(" | ")
    published = end + timedelta(later)
    document = Document(title=title, body=text, published=published.isoformat(), lang=lang)
    for record in (Record(), load_record()):
        tags = tag(document, record=record)
        assert (tags.sma, tags.event, tags.round) == (sma, "round", meeting)
        assert (tags.event_start, tags.event_end) == (start.isoformat(), end.isoformat())
        assert tags.venue == city
        for one in tags.evidence:
            assert text[one.start : one.end] == one.text
            assert _reads(one, published, lang, tags), one


MILESTONES = [
    ("signed", "en", "signed the {N}th Special Measures Agreement in Seoul on {day}"),
    ("initialled", "en", "initialed the {N}th Special Measures Agreement in Seoul on {day}"),
    ("agreed", "en", "reached an agreement on the {N}th Special Measures Agreement on {day}"),
    ("signed", "ko", "{day} 서울에서 제{N}차 방위비분담특별협정에 서명했다"),
    ("initialled", "ko", "{day} 서울에서 제{N}차 방위비분담특별협정에 가서명했다"),
    ("agreed", "ko", "{day} 제{N}차 방위비분담특별협정 협상을 타결했다"),
]


@settings(deadline=None)
@given(FIRST_DAYS, st.integers(0, 9), st.integers(8, 19), st.sampled_from(MILESTONES))
def test_a_milestone_is_read_back_as_it_was_written(
    day: date, later: int, sma: int, form: tuple[str, str, str]
) -> None:
    """What happened to an agreement, and when, come back with the words that say so."""
    event, lang, words = form
    written = f"{day:%B} {day.day}, {day.year}" if lang == "en" else f"{day.month}월 {day.day}일"
    subject = "South Korea and the United States " if lang == "en" else "한미가 "
    body = subject + words.format(N=sma, day=written) + "."
    published = (day + timedelta(later)).isoformat()
    title = "Troop cost pact" if lang == "en" else "방위비 협정"
    tags = tag(Document(title=title, body=body, published=published, lang=lang), record=Record())
    assert (tags.sma, tags.event) == (sma, event)
    assert (tags.event_start, tags.event_end) == (day.isoformat(), day.isoformat())
    for one in tags.evidence:
        assert body[one.start : one.end] == one.text
        assert _reads(one, date.fromisoformat(published), lang, tags), one


FRAGMENTS = [
    *(
        "Korea and the U.S. ",
        "한미 방위비분담특별협정 ",
        "the 12th SMA ",
        "제11차 협정 ",
        "제10차 방위비 협상 ",
    ),
    *("second round of talks ", "the tenth meeting ", "3차 회의 ", "네 번째 회의 ", "1~3차 회의 "),
    *("on Tuesday ", "from June 10 to 12 ", "yesterday ", "오는 25~27일 ", "지난달 2일 ", "이날 "),
    *(
        "in Seoul ",
        "in Honolulu ",
        "서울에서 ",
        "워싱턴에서 ",
        "at the Korea Institute for Defense Analyses ",
    ),
    *("$5 billion ", "1.0389 trillion won ", "1조 389억원 ", "50억 달러 ", "13.9% "),
    *("signed ", "reached an agreement ", "initialed ", "took effect ", "ratified by parliament "),
    *(
        "서명했다. ",
        "타결됐다. ",
        "가서명 ",
        "발효됐다. ",
        "비준 ",
        "held. ",
        "ended, ",
        "said. ",
        "\n\n",
        '"',
        "(",
    ),
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=3, max_size=24).map("".join),
    st.dates(date(2004, 1, 1), date(2034, 12, 31)),
    st.sampled_from(["en", "ko"]),
)
def test_evidence_of_any_text_reads_as_its_tag(body: str, published: date, lang: str) -> None:
    """However the words are strewn, those that a tag rests on say what the tag says."""
    title = "한미 방위비 협상" if lang == "ko" else "Korea-US talks on defense costs"
    document = Document(title=title, body=body, published=published.isoformat(), lang=lang)
    tags = tag(document, record=load_record())
    for one in tags.evidence:
        assert body[one.start : one.end] == one.text
        if one.tag == "dates":
            assert named_days(one.text, published, lang)
        elif one.tag == "venue":
            assert one.value in {place.venue for place in find_places(Unit(1, body, 0), lang)}
        elif one.tag == "amount":
            assert one.value in {f"{said.value} {said.currency}" for said in find_amounts(one.text)}
        elif one.tag == "event" and one.value != "round":
            assert pattern(lang, "event", one.value).search(body, one.start, one.end + 40)
    for mention in tags.mentions:
        assert body[mention.start : mention.end] == mention.text
        assert (mention.event_start or "") <= (mention.event_end or "9999")
