"""Saved pages in one file, newsletters and forwarded stories."""

import contextlib

import mail_files
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE

from sma_cli.document import Document, Input
from sma_cli.errors import InputRefused
from sma_cli.read import read
from sma_cli.read.mail import is_mail


def read_mail(data: bytes) -> Document:
    """What is read of a mail."""
    return read(Input("x", data))


def test_a_saved_page_has_its_own_address_and_date() -> None:
    """The day it was saved and the frames around it are nothing."""
    document = read_mail(mail_files.mhtml())
    assert document.url == mail_files.URL
    assert document.published == "2024-06-13T09:05:00+09:00"
    assert document.source is None
    assert document.body == KO


def test_without_a_date_the_day_of_saving_is_none() -> None:
    """A crawl's day is not believed."""
    html = mail_files.HTML.replace("입력 2024.06.13 09:05", "").replace("20240613", "1")
    data = mail_files.mhtml(html).replace(b"20240613-3", b"3")
    assert read_mail(data).published is None


def test_a_lying_charset_is_found_out() -> None:
    """What a part's head says is a claim; its bytes decide."""
    data = mail_files.mhtml(charset="euc-kr", encoding="8bit")
    for lie in (b"utf-8", b"iso-8859-1", b"no-such-charset"):
        assert read_mail(data.replace(b"euc-kr", lie)).body == KO


def test_seven_bit_korean_is_read_as_claimed() -> None:
    """ISO-2022-KR is plain ASCII to all who do not know the claim."""
    text = f"{KO_TITLE}\n\n{KO}".replace("…", "...").replace('"', "'")
    head = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
    head += b"Content-Type: text/plain; charset=iso-2022-kr\n\n"
    assert read_mail(head + text.encode("iso2022_kr")).body == KO.replace('"', "'")


def test_a_newsletter_says_what_its_story_does_not() -> None:
    """HTML before plain text; sender and date of the mail where the story is silent."""
    document = read_mail(mail_files.newsletter())
    assert (document.format, document.title, document.body) == ("eml", EN_TITLE, EN)
    assert document.published == "2024-06-13T09:30:00+09:00"
    assert document.source == "Korea Herald"
    assert any("Unsubscribe" in line for line in document.cut)


def test_an_outlets_mail_tells_the_hour_of_the_day_it_prints() -> None:
    """And nobody else's does; another day's hour is none."""
    day = b"Published : June 13, 2024</p><p>"
    data = mail_files.newsletter().replace(b"</h1><p>", b"</h1><p>" + day)
    assert read_mail(data).published == "2024-06-13T09:30:00+09:00"
    for old, new in ((b"news@koreaherald.com", b"a@example.org"), (b"13 Jun 2024", b"14 Jun 2024")):
        assert read_mail(data.replace(old, new)).published == "2024-06-13"


def test_who_sends_a_mail_is_no_outlet_by_that() -> None:
    """A person's name is not taken for an outlet."""
    data = mail_files.newsletter(sender="A Reader <reader@example.org>")
    assert read_mail(data).source is None


def test_a_forwarded_story_begins_below_the_last_head() -> None:
    """The note above and the head of the forwarded mail are furniture; its date is nearer."""
    document = read_mail(mail_files.forwarded())
    assert (document.title, document.body) == (EN_TITLE, EN)
    assert (document.published or "").startswith("2024-06-13")


def test_a_subject_serves_where_there_is_no_headline() -> None:
    """Without the marks of answers and forwards."""
    mail = f"From: a@example.org\nTo: b@example.org\nSubject: RE: [전달] Fwd: Talks end\n\n{EN}"
    document = read_mail(mail.encode())
    assert (document.title, document.body) == ("Talks end", EN)


def test_flowed_and_quoted_lines_are_whole_again() -> None:
    """A mail wrapped softly, and one quoted as a whole."""
    head = "From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
    flowed = EN.replace(" without ", " \nwithout ").replace(" closed ", " \nclosed ")
    kind = "Content-Type: text/plain; charset=utf-8; format=flowed\n\n"
    assert read_mail(f"{head}{kind}{EN_TITLE}\n\n{flowed}".encode()).body == EN
    quoted = "\n".join(f"> {line}" for line in f"{EN_TITLE}\n\n{EN}".split("\n"))
    assert read_mail(f"{head}\n{quoted}\n".encode()).body == EN


def test_remarks_between_quoted_lines_are_no_part_of_the_story() -> None:
    """Whoever answers below each paragraph writes no article; a wrapped line keeps its end."""
    head = "From: a@example.com\nTo: b@example.com\nSubject: Re: read\nMIME-Version: 1.0\n"
    lines = [f"> {line}" if line else "" for line in f"{EN_TITLE}\n\n{EN}".split("\n")]
    remarked = "\n".join(lines).replace("\n\n", "\n\nI doubt this one, do you not?\n\n")
    last = remarked.rindex(" ")
    wrapped = f"{remarked[:last]}\n{remarked[last + 1 :]}\n\nTalk soon,\nJo\n"
    assert read_mail(f"{head}\nMy remarks below.\n\n{wrapped}".encode()).body == EN


@pytest.mark.parametrize("end", [0.2, 0.5, 0.75])
def test_a_page_cut_off_in_its_middle_is_refused(end: float) -> None:
    """Truncated MHTML never becomes half an article."""
    data = mail_files.mhtml()
    page = data.index(b"Content-Location: " + mail_files.URL.encode())
    last = data.rindex(b"--", 0, data.index(b"image/png"))
    with pytest.raises(InputRefused, match="ends in the middle"):
        read_mail(data[: page + int((last - page) * end)])


def test_a_page_whose_pictures_are_cut_off_is_whole() -> None:
    """What is missing behind the page does not matter."""
    data = mail_files.mhtml()
    assert read_mail(data[: data.index(b"image/png") + 400]).body == KO


def test_a_mail_without_text_is_refused() -> None:
    """Pictures alone are no article."""
    head = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: image/png\n"
    with pytest.raises(InputRefused, match="no text in this mail"):
        read_mail(head + b"Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n")


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("MIME-Version: 1.0\nSubject: a\n\nText", True),
        ("From x@y Thu Jun 13 09:00:00 2024\nReceived: a\nFrom: b\n\nText", True),
        ("From: a\nTo: b\nSubject: c\n\nText", True),
        ("Date: May 24, 2024\n\nText of the story.", False),
        ("Subject: an article about mail\nFrom the desk of the editor\n\nText", False),
        (f"{EN_TITLE}\n\n{EN}", False),
        ("Note: this\nSource: that\n\nText", False),
    ],
)
def test_a_mail_is_known_by_its_head(text: str, mail: bool) -> None:  # noqa: FBT001
    """A head of mail, and not any line with a colon."""
    assert is_mail(text.encode()) is mail


@settings(deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=60))
def test_any_broken_mail_is_read_or_refused(body: bytes, head: bytes) -> None:
    """Nothing but a refusal comes of bytes behind the head of a mail."""
    start = b"MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=b\nX: " + head
    for data in (start + b"\n\n--b\n" + body, start + body, body[:200] + ENGLISH[0].encode()):
        with contextlib.suppress(InputRefused):
            assert read_mail(data).body
