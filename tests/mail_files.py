"""Saved pages in one file and mails, as browsers and mail programs write them."""

from email.message import EmailMessage
from email.policy import SMTP

from pages import EN_TITLE, ENGLISH, KO_TITLE, KOREAN
from saved_pages import COMMENTS, FOOTER, MENU, RELATED, SHARE, paragraphs

URL = "https://news.example.com/politics/20240613-3"
HTML = f"""<!doctype html><html lang="ko"><head><title>{KO_TITLE}</title></head><body>{MENU}
<article><h1>{KO_TITLE}</h1><p class="date">입력 2024.06.13 09:05</p>{SHARE}
{paragraphs(KOREAN)}{RELATED}</article>{COMMENTS}{FOOTER}</body></html>"""
FRAME = "<html><body><p>광고 영역입니다. 자세히 보려면 누르세요.</p></body></html>"


def mhtml(
    html: str = HTML, *, encoding: str = "quoted-printable", charset: str = "utf-8", end: str = ""
) -> bytes:
    """A page as Chromium saves it: frames and pictures behind it, the day of saving in its head."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = "Saved page"
    message["Date"] = "Mon, 2 Sep 2024 08:00:00 +0000"
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = 'multipart/related; type="text/html"'
    if charset != "utf-8":
        html = html.replace("©", "(c)")
    for text, place in ((FRAME, "https://ads.example.com/"), (html, URL)):
        part = EmailMessage(policy=SMTP)
        part.set_content(text, subtype="html", charset=charset, cte=encoding)
        part["Content-Location"] = place
        message.attach(part)
    picture = EmailMessage(policy=SMTP)
    picture.set_content(b"\x89PNG" + bytes(3000), maintype="image", subtype="png")
    message.attach(picture)
    return message.as_bytes() + end.encode()


def newsletter(*, sender: str = "Korea Herald <news@koreaherald.com>") -> bytes:
    """A mail with the story as plain text and as HTML."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "reader@example.org"
    message["Subject"] = f"Fwd: {EN_TITLE}"
    message["Date"] = "Thu, 13 Jun 2024 09:30:00 +0900"
    message.set_content("\n\n".join(ENGLISH))
    message.add_alternative(
        f"<html><body><table><tr><td><h1>{EN_TITLE}</h1>{paragraphs(ENGLISH)}"
        "<p>Unsubscribe | View in browser</p></td></tr></table></body></html>",
        subtype="html",
    )
    return message.as_bytes()


def forwarded() -> bytes:
    """A story in a plain mail that was forwarded with a note."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "A Colleague <a.colleague@example.org>"
    message["To"] = "desk@example.org"
    message["Subject"] = "Fwd: FW: this week"
    message["Date"] = "Fri, 14 Jun 2024 18:00:00 +0900"
    message.set_content(
        "Thought you should see this.\n\n---------- Forwarded message ---------\n"
        "From: Desk <desk@example.org>\nDate: Thu, Jun 13, 2024 at 9:05 AM\n"
        f"Subject: this week\nTo: all <all@example.org>\n\n{EN_TITLE}\n\n" + "\n\n".join(ENGLISH)
    )
    return message.as_bytes()
