"""Bytes become text by evidence, or are refused with the place."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import EN, EN_TITLE, KO, KO_TITLE

from sma_cli.document import Input
from sma_cli.errors import InputRefused, UsageError
from sma_cli.read import LARGEST_INPUT, read
from sma_cli.read.decode import decode

KOREAN = f"{KO_TITLE}\n\n{KO}"
CURLY = f"{EN_TITLE}\n\n“We’re not far apart – not at all,” an official at a café said.\n\n{EN}"


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of the bytes, and the encoding it was read in."""
    result = decode(Input("file.txt", data), encoding=encoding)
    return result.text, result.encoding


@pytest.mark.parametrize(
    ("text", "written", "read_as"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (KOREAN, "utf-8-sig", "utf-8-sig"),
        (KOREAN, "utf-16", "utf-16"),
        (KOREAN, "utf-32", "utf-32"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (EN, "utf-16-le", "utf-16-le"),
        (EN, "utf-16-be", "utf-16-be"),
        (KOREAN, "cp949", "cp949"),
        (KOREAN.replace("…", "..."), "euc-kr", "cp949"),
        (CURLY, "cp1252", "cp1252"),
        (EN, "ascii", "utf-8"),
        ("“He said.”", "cp1252", "cp1252"),
        ("“한미” 협상", "cp949", "cp949"),
        ("The ministry (외교부) said so.", "cp949", "cp949"),
    ],
)
def test_encodings_are_recognized(text: str, written: str, read_as: str) -> None:
    """Undeclared text is read in the encoding it was written in."""
    assert decoded(text.encode(written)) == (text, read_as)


@pytest.mark.parametrize(
    ("declared", "written", "read_as"),
    [
        ("euc-kr", "cp949", "cp949"),
        ("ks_c_5601-1987", "cp949", "cp949"),
        ("EUC-KR", "utf-8", "utf-8"),
        ("utf-8", "cp949", "cp949"),
        ("iso-8859-1", "cp949", "cp949"),
        ("no-such-charset", "cp949", "cp949"),
        ("base64", "utf-8", "utf-8"),
        ("utf-16", "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="{}"></head><body>',
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        '<?xml version="1.0" encoding="{}"?><html>',
    ],
)
def test_a_declared_encoding_is_a_claim(
    head: str, declared: str, written: str, read_as: str
) -> None:
    """A page's own word counts where its bytes bear it out; a lie is found out."""
    text = head.format(declared) + KOREAN
    assert decoded(text.encode(written)) == (text, read_as)


@pytest.mark.parametrize(
    ("declared", "text", "read_as"),
    [
        ("iso-8859-1", CURLY, "cp1252"),
        ("windows-1252", CURLY, "cp1252"),
        ("shift_jis", "韓米の防衛費分担をめぐる協議が終わりました。", "cp932"),
        ("gb2312", "韩美防卫费分担谈判结束。", "gb18030"),
    ],
)
def test_other_declared_encodings_are_believed(declared: str, text: str, read_as: str) -> None:
    """Declared encodings of other languages are read as the supersets people mean."""
    page = f'<meta charset="{declared}">{text}'
    assert decoded(page.encode(read_as)) == (page, read_as)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (KOREAN.encode() + b"\xff\xfe abc", len(KOREAN.encode())),
        (KOREAN.encode()[:-2], len(KOREAN.encode()) - 4),
        (b"The talks \x81\x8d\x8f ended.", 10),
    ],
)
def test_undecodable_bytes_are_refused_with_their_place(data: bytes, offset: int) -> None:
    """The message names the file and the byte, the hint the option."""
    with pytest.raises(InputRefused, match=rf"file\.txt: .*offset {offset}\b") as refused:
        decoded(data)
    assert "--encoding" in refused.value.hint


def test_a_given_encoding_overrules_the_evidence() -> None:
    """The user knows better, for good or ill."""
    assert decoded(KOREAN.encode("cp949"), "euc-kr") == (KOREAN, "cp949")
    assert decoded("é".encode(), "latin-1")[0] == "Ã©"
    with pytest.raises(InputRefused, match="offset 0"):
        decoded("한국".encode("cp949"), "utf-8")


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "", "undefined", "utf-8\n8"])
def test_an_unknown_encoding_is_wrong_usage(encoding: str) -> None:
    """What Python does not know as text is no encoding."""
    with pytest.raises(UsageError):
        decoded(b"text", encoding)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"abc\x00def", "binary"),
        (b"\x00" * 100, "binary"),
        (bytes(range(256)), "binary"),
        (b"PK\x03\x04docx", "binary"),
        (b"\x89PNG\r\n", "binary"),
        (b"\xef\xbb\xbf", "no article text"),
        (b"hello", "no article text"),
        (b"--- *** ---", "no article text"),
        (b"(" * 100_000, "no article text"),
        (b"a" * (LARGEST_INPUT + 1), "too large for one article: 100 MB, the limit is 100 MB"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, message: str) -> None:
    """The message names the input and what is wrong with it; the hint the next step."""
    with pytest.raises(InputRefused, match=rf"file\.txt: .*{message}") as refused:
        read(Input("file.txt", data))
    assert refused.value.hint


def test_text_is_composed_and_its_line_ends_are_one_kind() -> None:
    """NFC, one line end, and no control or invisible characters."""
    text = unicodedata.normalize("NFD", "방위비 é") + "\r\na\rb\x0bc\u2028d\u200b\ufeff\x1b[0m"
    assert decoded(text.encode())[0] == "방위비 é\na\nb\nc\nd[0m"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a refusal comes of bytes, and text is clean."""
    try:
        text, _ = decoded(data)
    except InputRefused:
        return
    assert text == unicodedata.normalize("NFC", text)
    assert not any(
        unicodedata.category(character) == "Cc"
        for character in text.replace("\n", "").replace("\t", "")
    )


@given(
    st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xAC00 + 2000), min_size=4)
)
def test_korean_survives_utf8_and_utf16(text: str) -> None:
    """Whatever is written in Unicode is read back."""
    assert decoded(text.encode())[0] == text
    assert decoded(text.encode("utf-16"))[0] == text
