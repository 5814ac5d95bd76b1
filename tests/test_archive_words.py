"""The words of the index: what text becomes, and that FTS5 stems as we do."""

import sqlite3
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sma_cli.archive import words
from sma_cli.archive.stem import stem, words_with_prefix
from sma_cli.archive.words import (
    Word,
    folded,
    folded_with_offsets,
    narrowed,
    placed,
    prepared,
    words_from,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Trump demanded", "trump demanded"),
        ("cost-sharing", "cost sharing"),
        ("U.S. and US", "us and us"),
        ("U.S.-ROK", "us rok"),
        ("The U.S.'s share", "the us share"),
        ("J.D. Vance, D.C.", "jd vance dc"),
        ("e.g. this. A sentence.", "eg this a sentence"),
        ("it's its Trump’s don't O'Brien", "it its trump dont obrien"),
        ("Congress's allies'", "congress allies"),
        ("'mutually acceptable'", "mutually acceptable"),
        ("28,500 1,038.9 1,23", "28500 1038 9 1 23"),
        ("12th SMA-12 F-35", "12th sma 12 f 35"),
        ("50억 달러, 1조389억원", "50 억 달러 1 조 389 억원"),
        ("1989년", "1989 년"),
        ("방위비분담금을", "방위 위비 비분 분담 담금 금을"),
        ("한·미 한･미 한ㆍ미 한•미 한-미 한‑미", "한미 한미 한미 한미 한미 한미"),
        ("서울·워싱턴", "서울 울워 워싱 싱턴"),
        ("SMA협정과", "sma 협정 정과"),
        ("核 防衛費", "核 防衛 衛費"),
        ("ドル ﾄﾞﾙ", "ドル ドル"),
        ("ＦＵＬＬ ５０억", "full 50 억"),
        ("café Đà Thỏa thuận", "cafe đa thoa thuan"),
        ("ﬁne Straße İ", "fine strasse i"),
        ("C++ $ % + _ / \\ \" ' * ( )", "c"),
        ("a_b", "a b"),
        ("a\0b\ud800c", "a b c"),
        ("…“”‘’—·", ""),
        ("", ""),
    ],
)
def test_text_becomes_words(text: str, words: str) -> None:
    """Latin words whole, Hangul in pairs, punctuation gone."""
    assert prepared(text) == words


@settings(max_examples=500)
@given(st.text())
@example("한\u302e미")
@example("½ ŉ ﷺ")
def test_prepared_text_is_words_and_blanks_alone(text: str) -> None:
    """Nothing that FTS5's query language knows gets through."""
    for word in prepared(text).split(" "):
        assert word == "" or all(letter.isalnum() for letter in word)


@settings(max_examples=500)
@given(st.text())
def test_forms_of_unicode_agree(text: str) -> None:
    """Composed, decomposed and compatible text is the same text."""
    text = narrowed(text)
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    assert {prepared(one) for one in forms} == {prepared(text)}


@given(st.text(st.characters(codec="ascii")))
def test_fullwidth_text_agrees(text: str) -> None:
    """What an input method makes wide is what it was."""
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    assert prepared(wide) == prepared(text)


def words_of(text: str) -> list[Word]:
    """The words of a text with their offsets into it."""
    plain, offsets = folded_with_offsets(text)
    return [Word(word, *placed(offsets, *place)) for word, *place in words_from(plain)]


PLAIN = st.text(st.sampled_from("aZ5 .,'-·한미방éＡ１ \nŒÅ"))


@settings(max_examples=500)
@given(PLAIN)
@example("½")
@example("e\u0301a")
def test_words_know_their_places(text: str) -> None:
    """The same words as the index has, each at the characters it was made of, in order."""
    words = words_of(text)
    assert " ".join(word.text for word in words) == prepared(text)
    for word in words:
        assert 0 <= word.start < word.end <= len(text)
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(st.text())
def test_places_are_in_the_text(text: str) -> None:
    """Whatever the text."""
    for word in words_of(text):
        assert 0 <= word.start < word.end <= len(text)


SAMPLE = (
    "한·미 양국은 제12차 방위비분담특별협정(SMA) 2차 회의를 열었다. U.S. envoys said it's the "
    "28,500-strong force's cost-sharing pact; ５０억 달러 café O'Brien 1,038.9 防衛費."
)


def test_preparation_has_not_changed() -> None:
    """Stored indexes hold these words: a change needs a migration that rebuilds the index."""
    assert prepared(SAMPLE) == (
        "한미 양국 국은 제 12 차 방위 위비 비분 분담 담특 특별 별협 협정 sma 2 차 회의 의를 "
        "열었 었다 us envoys said it the 28500 strong force cost sharing pact 50 억 달러 cafe "
        "obrien 1038 9 防衛 衛費"
    )


def stems_of_fts5(words: list[str]) -> dict[str, str]:
    """What FTS5 keeps of each word."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE one USING fts5(word, tokenize='porter unicode61')")
    connection.execute("CREATE VIRTUAL TABLE term USING fts5vocab(one, instance)")
    connection.executemany("INSERT INTO one(rowid, word) VALUES (?, ?)", enumerate(words))
    found = {words[row]: term for term, row in connection.execute("SELECT term, doc FROM term")}
    connection.close()
    return found


STARTS = ["", "a", "negoti", "rat", "hop", "shar", "oper", "y", "sky", "fizz", "tro", "abil", "x1"]
ENDINGS = [
    "s",
    "es",
    "ed",
    "eed",
    "ing",
    "ings",
    "y",
    "ies",
    "ied",
    "ational",
    "tional",
    "enci",
    "anci",
    "izer",
    "logi",
    "bli",
    "alli",
    "entli",
    "eli",
    "ousli",
    "ization",
    "ation",
    "ator",
    "alism",
    "iveness",
    "fulness",
    "ousness",
    "aliti",
    "iviti",
    "biliti",
    "icate",
    "ative",
    "alize",
    "iciti",
    "ical",
    "ful",
    "ness",
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ion",
    "sion",
    "tion",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
    "e",
    "ll",
    "le",
    "at",
    "bl",
    "iz",
    "sses",
    "ss",
    "ying",
    "ly",
]


def test_stems_are_those_of_fts5() -> None:
    """Every ending of the algorithm behind beginnings of every kind."""
    words = [start + end + more for start in STARTS for end in ENDINGS for more in ["", "s", "ed"]]
    assert stems_of_fts5(words) == {word: stem(word) for word in words}


def test_words_of_one_stem_begin_alike() -> None:
    """But for the last letter of the stem, which is what a text is looked through for."""
    words = [start + end + more for start in STARTS for end in ENDINGS for more in ["", "s", "ed"]]
    assert [word for word in words if not word.startswith(stem(word)[:-1])] == []


@settings(max_examples=300)
@given(st.lists(st.from_regex(r"[a-eilnorstuyz0-9]{1,12}", fullmatch=True), min_size=1))
@example(["a" * 70 + "s"])
def test_stems_of_made_up_words_are_those_of_fts5(words: list[str]) -> None:
    """Also of words that are none."""
    assert stems_of_fts5(words) == {word: stem(word) for word in words}


@pytest.mark.parametrize(
    ("prefix", "found", "passed_over"),
    [
        ("negotiati", ["negotiation", "negotiations", "negotiating"], ["negligent", "nego"]),
        ("news", ["news", "newspaper", "newsroom"], ["newly", "knew"]),
        ("korean", ["korean", "koreans"], ["korea", "korea's"]),
        ("ratif", ["ratify", "ratified", "ratification"], ["rat", "ration"]),
        ("agreed", ["agreed"], ["agreement"]),
        ("sharin", ["sharing"], ["sharp"]),
        ("tr", ["trump", "treaty", "trying"], ["t", "tan"]),
        ("12", ["12", "12th", "125"], ["1", "2"]),
    ],
)
def test_a_prefix_finds_words_by_their_stems(
    prefix: str, found: list[str], passed_over: list[str]
) -> None:
    """`word*` finds what begins with the word, although the index has stems alone."""
    whole, others = words_with_prefix(prefix)
    others_stems = {stem(other) for other in others}

    def is_found(word: str) -> bool:
        return stem(word).startswith(stem(whole)) or stem(word) in others_stems

    assert all(is_found(word) for word in found)
    assert not any(is_found(word) for word in passed_over)


def test_plain_letters_are_folded_like_all_others() -> None:
    """What needs no look at its other forms becomes what looking at them gives."""
    plain = [chr(code) for code in range(0x110000) if words._plain().fullmatch(chr(code))]
    assert len(plain) > 32_000
    whole = "".join(plain)
    # One letter that is not plain has all of a text looked at.
    assert folded(whole) == folded(f"{whole}é")[:-1]
