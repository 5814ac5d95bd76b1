"""What a page says to its readers is no part of a story; what a story says of them is."""

import json

import pytest

from sma_cli.document import Input
from sma_cli.read import read
from sma_cli.read.furniture import kind_of, names_another
from sma_cli.read.pasted import find_story

ADDRESSES = """
(영상취재: 김하늘 / 영상편집: 이바다)
영상취재 : 김하늘, 영상편집 : 이바다, CG : 박구름
데이터 요금이 발생할 수 있으니 와이파이 환경을 권장합니다.
3G 이용 시 데이터 이용료가 부과될 수 있습니다.
광고 그만 보기
Stop seeing this ad
Why this ad?
시민의 힘으로 만드는 독립 언론
이 기사가 도움이 되었나요?
Did you find this story useful?
Spotted an error in this article?
Let us know what you think
You are subscribed to alerts on treaties of the Foreign Ministry.
This email was sent to you because you asked for updates.
Update your subscriptions or stop them at any time.
수신을 원하지 않으시면 수신거부를 눌러주세요.
Our comments are moderated before they appear. Be polite.
Keep your comments short. Remarks with insults will be removed.
욕설이 담긴 댓글은 예고 없이 삭제될 수 있습니다.
이 기사는 AI가 번역했습니다.
This article was translated with the help of AI tools.
AI 학습 및 활용 금지
이 사이트는 쿠키를 사용합니다.
We and our partners use cookies to measure visits.
This article is for subscribers only.
Story continues
▷ 카카오톡 : '우리제보' 검색
"""

STORIES = """
The comments will be reviewed, an official said.
Comments by the president angered lawmakers.
We need your support, the minister told the envoy.
추가 비용이 부과될 수 있습니다.
국회는 후원이 필요하다는 입장을 밝혔다.
No date for the next round has been set.
정부는 국민 여러분의 이해를 구한다고 밝혔다.
Let us know your number, Trump told the president.
What did the article of the agreement say?
If you do not want to pay, we will leave, he said.
AI가 생성한 가짜 사진이 퍼졌다.
외교부는 정정보도를 청구할 방침입니다.
광고를 다시 내보냈다.
"""


@pytest.mark.parametrize("line", ADDRESSES.strip().splitlines())
def test_what_a_page_says_to_readers_is_no_text(line: str) -> None:
    """Credits, notices, questions, rules and appeals are told by their wording."""
    assert kind_of(line) not in ("prose", "brief", "headline", "item")


@pytest.mark.parametrize("line", STORIES.strip().splitlines())
def test_what_a_story_says_in_such_words_is_kept(line: str) -> None:
    """A sentence that only shares a word with a notice stays a sentence."""
    assert kind_of(line) in ("prose", "brief", "headline")


@pytest.mark.parametrize("line", ["READ: Envoys meet again", "Commentary: A price for allies"])
def test_labelled_headlines_are_of_other_stories(line: str) -> None:
    """A headline behind the name of a form of text is another story's."""
    assert names_another(line)


LEAD = "Envoys of both countries met for two days in the capital to discuss the cost of troops."
LAST = "Parliament will hear the ministers next week before the older treaty runs out in winter."


def test_a_short_sentence_below_other_stories_is_kept() -> None:
    """A short sentence between a list of headlines and a paragraph belongs to the story."""
    others = ("Related Article", "Third round ends", "Ally asks for more", "Envoy lands again")
    story = find_story(("Envoys meet", LEAD, *others, "Neither gave a figure.", LAST))
    assert story.paragraphs == (LEAD, "Neither gave a figure.", LAST)


def test_items_of_one_sentence_are_kept() -> None:
    """A list whose items end in semicolons stays, with the words that open it."""
    items = ("Two things are left open:", "the price of bombers that visit; and", "who pays rent.")
    story = find_story(("Envoys meet", LEAD, "What is open", *items, LAST))
    assert story.paragraphs == (LEAD, "What is open", *items, LAST)


def test_an_address_as_the_source_of_a_record_is_its_url() -> None:
    """A record that calls its page's address its source is of the outlet of that address."""
    address = "https://www.channelnewsasia.com/asia/envoys-meet-1"
    record = {"title": "Envoys meet", "text": f"{LEAD}\n{LAST}", "source": address}
    document = read(Input("record.json", json.dumps(record).encode()))
    assert (document.source, document.url) == ("CNA", address)
