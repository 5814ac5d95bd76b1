"""Dates of publication, in the forms that outlets print."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sma_cli.read.published import (
    find_in_url,
    find_published,
    parse_stamp,
    stamps_of_line,
    strip_index_date,
    to_zone,
)

SEOUL = "+09:00"
FORMS = (
    "%Y. %m. %d. %H:%M",
    "입력 %Y-%m-%d %H:%M",
    "%B %d, %Y %H:%M",
    "Published : %b. %d, %Y - %H:%M",
)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("2024. 5. 24. 11:52", "2024-05-24T11:52:00+09:00"),
        ("2024.05.24.", "2024-05-24"),
        ("입력 2018-11-09 18:03 | 수정 2018-11-09 18:07", "2018-11-09T18:03:00+09:00"),
        ("입력 2018-08-20 14:21", "2018-08-20T14:21:00+09:00"),
        ("2024.03.05. 오후 4:28", "2024-03-05T16:28:00+09:00"),
        ("2024.03.05. 오전 12:08", "2024-03-05T00:08:00+09:00"),
        ("입력2024.06.13. 오후 12:08", "2024-06-13T12:08:00+09:00"),
        ("입력 2024-03-05 10:19 수정 2024-03-05 10:23", "2024-03-05T10:19:00+09:00"),
        ("수정 2024-03-05 10:23 입력 2024-03-05 10:19", "2024-03-05T10:19:00+09:00"),
        ("입력 2019.11.20 (15:03) 수정 2019.11.20 (16:46)", "2019-11-20T15:03:00+09:00"),
        ("등록 2020-01-29 10:43수정 2020-01-29 11:35", "2020-01-29T10:43:00+09:00"),
        ("송고시간2024-06-13 09:05", "2024-06-13T09:05:00+09:00"),
        ("2024/06/13 09:05 송고", "2024-06-13T09:05:00+09:00"),
        ("승인 2024.06.13 09:05", "2024-06-13T09:05:00+09:00"),
        ("2005/03/16 004면 08:12:40 입력", "2005-03-16T08:12:40+09:00"),
        ("2019-02-11 A5면 07:30", "2019-02-11T07:30:00+09:00"),
        ("입력 2008.11.20 3면 | 10:05", "2008-11-20T10:05:00+09:00"),
        ("배포일시 2023. 4. 11.", "2023-04-11"),
        ("Story by Dana Whitlock • 2/13/2019 • 3 min read", "2019-02-13"),
        ("Dana Whitlock and Yun Gana | Feb 13, 2019 | 3 min read", "2019-02-13"),
        ("홍가나 워싱턴 특파원 · 2019.02.13 · 읽는 시간 3분", "2019-02-13"),
        ("등록일 : 2018.12.17", "2018-12-17"),
        ("이하은 기자|2024/07/12 16:39", "2024-07-12T16:39:00+09:00"),
        ("기자명 | 2013-08-16 17:50:07", "2013-08-16T17:50:07+09:00"),
        ("입력시간 : 2018/07/13 09:37:09 수정시간 : 2018/07/14", "2018-07-13T09:37:09+09:00"),
        ("입력시간 : 2020-01-11 21:23:00 , 최종수정 :", "2020-01-11T21:23:00+09:00"),
        ("중앙일보 2014.02.03 00:10 종합 10면 지면보기", "2014-02-03T00:10:00+09:00"),
        ("2019-12-18 8면", "2019-12-18"),
        ("2024년 5월 24일 (금) 11:52", "2024-05-24T11:52:00+09:00"),
        ("2024年5月24日 11時52分", "2024-05-24T11:52:00+09:00"),
        ("2024年5月24日", "2024-05-24"),
        ("2024.06.11(Tue) 15:07", "2024-06-11T15:07:00+09:00"),
        ("Jun 11, 2024 (Tue) 3:07 pm", "2024-06-11T15:07:00+09:00"),
        ("기사입력시간 2024/06/11 [15:07]", "2024-06-11T15:07:00+09:00"),
        ("2024-06-11 오후 3시 7분", "2024-06-11T15:07:00+09:00"),
        ("승인 24-06-11 15:07", "2024-06-11T15:07:00+09:00"),
        ("Wednesday June 12 2024, 12.01am BST", "2024-06-12T00:01:00+01:00"),
        ("June 11, 20243:07 PM GMT+9Updated a day ago", "2024-06-11T15:07:00+09:00"),
        ("Date: 11.06.2024", "2024-06-11"),
        ("Published : Oct 18, 2019 - 20:26", "2019-10-18T20:26:00+09:00"),
        ("Published : Sept. 23, 2024 - 09:37", "2024-09-23T09:37:00+09:00"),
        (
            "Updated : Jan 2, 2020 - 01:00 Published : Jan. 1, 2020 - 10:49",
            "2020-01-01T10:49:00+09:00",
        ),
        ("Published: 28 Nov. 2024, 14:30", "2024-11-28T14:30:00+09:00"),
        (
            "Posted on : 2019-11-20 17:55 KST Modified on : 2019-11-20 18:00 KST",
            "2019-11-20T17:55:00+09:00",
        ),
        ("Written: 2019-03-08 18:03:24Updated: 2019-03-08 18:18:44", "2019-03-08T18:03:24+09:00"),
        ("Write: 2021-04-08 15:44:38Update: 2021-04-08 16:00:00", "2021-04-08T15:44:38+09:00"),
        ("November. 20, 2019 07:35. by Na-Da Ga", "2019-11-20T07:35:00+09:00"),
        ("Posted March. 09, 2021 07:21,", "2021-03-09T07:21:00+09:00"),
        ("March 09, 2018 11:06", "2018-03-09T11:06:00+09:00"),
        ("/ Apr. 17, 2014 11:10 KST", "2014-04-17T11:10:00+09:00"),
        ("Updated: 2021-03-08 15:23:54 KST", "2021-03-08T15:23:54+09:00"),
        ("Oct 17, 2024, 10:13 am", "2024-10-17T10:13:00+09:00"),
        ("Oct 17, 2024, 10:13 p.m.", "2024-10-17T22:13:00+09:00"),
        ("All Headlines 14:26 April 01, 2020", "2020-04-01T14:26:00+09:00"),
        ("Media Note March 4, 2024", "2024-03-04"),
        ("November 19, 2019", "2019-11-19"),
        ("July 8, 2024 3:04 AM UTC", "2024-07-08T03:04:00+00:00"),
        ("July 8, 2024 at 3:04 p.m. EDT", "2024-07-08T15:04:00-04:00"),
        ("July 8, 2024 3:04 PM ET", "2024-07-08T15:04:00-04:00"),
        ("January 8, 2024 3:04 PM ET", "2024-01-08T15:04:00-05:00"),
        ("20. November 2019", "2019-11-20"),
        ("20 November 2019", "2019-11-20"),
        ("Senin, 8 Juli 2024 10:13 WIB", "2024-07-08T10:13:00+07:00"),
        ("20/11/2019 10:13", "2019-11-20T10:13:00+09:00"),
        ("May 24, 2024 (Friday) / The Somewhere Daily News", "2024-05-24"),
        ("Fri 12 Jul 2024 10.31 BST", "2024-07-12T10:31:00+01:00"),
        ("Updated 5:13 PM GMT+9, July 12, 2024", "2024-07-12T17:13:00+09:00"),
        ("Published 9:21 PM EDT, Fri July 12, 2024", "2024-07-12T21:21:00-04:00"),
        ("18.04.12 19:20l최종 업데이트 18.04.12 21:03", "2018-04-12T19:20:00+09:00"),
        ("24/05/24 (금) 09:10", "2024-05-24T09:10:00+09:00"),
        ("May 24, 2024 / 5:04 PM / Updated 3 hours ago", "2024-05-24T17:04:00+09:00"),
    ],
)
def test_every_form_that_outlets_print_is_read(line: str, published: str) -> None:
    """First publication, whatever the form and whatever is printed beside it."""
    assert find_published(["Headline", line], title=0, zone=SEOUL) == published


@pytest.mark.parametrize(
    "line",
    [
        "11.27 (수)",
        "Nov. 27",
        "date 2019-03-06 S. Korea, US Sign New Defense Cost Deal",
        "The two sides signed the tenth agreement in Seoul on March 8, 2019, after ten rounds.",
        "외교부는 2024년 5월 24일 서울에서 회의를 열고 분담금의 규모를 논의했다고 밝혔다.",
        "05/06/2024",
        "2024-13-45",
        "0000-00-00",
        "9999.12.31",
        "전화 02-2024-0513",
        "18.04.12",
        "버전 10.12.31",
        "8300185",
    ],
)
def test_what_is_no_publication_date_is_not_believed(line: str) -> None:
    """No year, an index's date, a sentence, a number: none dates the article."""
    assert find_published(["Headline", line], title=0, zone=SEOUL) is None


def test_a_clock_time_without_a_zone_is_not_kept() -> None:
    """The day is known, the moment is not."""
    assert find_published(["March 09, 2018 11:06"], title=-1, zone=None) == "2018-03-09"
    assert (
        find_published(["March 9, 2018 11:06 GMT"], title=-1, zone=None)
        == "2018-03-09T11:06:00+00:00"
    )


def test_a_line_above_the_headline_is_the_day_of_the_visit() -> None:
    """The date below the headline wins over the page's own header."""
    lines = ["Sunday, 24 November 2024 10:00", "Headline", "May 24, 2024"]
    assert find_published(lines, title=1, zone=SEOUL) == "2024-05-24"
    assert find_published(lines[:2], title=1, zone=SEOUL) == "2024-11-24T10:00:00+09:00"


def test_a_captions_date_serves_where_there_is_no_other() -> None:
    """`2024.10.4/뉴스1` dates a page that prints nothing else."""
    caption = "두 대표가 악수하고 있다. (외교부 제공) 2024.10.4/뉴스1"
    assert find_published([caption], title=-1, zone=SEOUL) == "2024-10-04"
    assert find_published([caption, "2024-10-05"], title=-1, zone=SEOUL) == "2024-10-05"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://v.daum.net/v/20240608070900503", "2024-06-08"),
        ("https://koreajoongangdaily.joins.com/news/2024-11-28/national/2349127", "2024-11-28"),
        ("https://koreajoongangdaily.joins.com/2019/10/21/x/3032862.html", "2019-10-21"),
        ("https://en.yna.co.kr/view/AEN20210205006200325", "2021-02-05"),
        ("http://www.koreaherald.com/view.php?ud=20191018000577", "2019-10-18"),
        ("https://www.koreatimes.co.kr/www/nation/2023/03/205_282116.html", None),
        ("https://news.kbs.co.kr/news/view.do?ncd=4319817", None),
        ("http://world.kbs.co.kr/news_view.htm?No=49761&lang=e", None),
        ("https://n.news.naver.com/article/001/0014744944", None),
        ("https://example.com/20249999", None),
    ],
)
def test_a_url_that_spells_a_date_gives_it(url: str, day: str | None) -> None:
    """Numeric ids that are no date give none."""
    assert find_in_url(url) == day


@pytest.mark.parametrize(
    ("claim", "stamp"),
    [
        ("2024-06-13T09:05:00+09:00", "2024-06-13T09:05:00+09:00"),
        ("2024-06-13T09:05:00+0900", "2024-06-13T09:05:00+09:00"),
        ("2024-06-13T00:05:00.123Z", "2024-06-13T00:05:00+00:00"),
        ("2024-06-13T00:05:00.1234567Z", "2024-06-13T00:05:00+00:00"),
        ("2024-06-13T09:05", "2024-06-13T09:05:00+09:00"),
        ("2024-06-13 09:05:27", "2024-06-13T09:05:27+09:00"),
        ("20240613090527", "2024-06-13T09:05:27+09:00"),
        ("20240613T090527", "2024-06-13T09:05:27+09:00"),
        ("20240613", "2024-06-13"),
        ("Thu, 13 Jun 2024 09:05:00 +0900", "2024-06-13T09:05:00+09:00"),
        ("", None),
        ("soon", None),
        ("1718237100", None),
        ("20249913", None),
    ],
)
def test_claims_of_a_pages_head_are_read(claim: str, stamp: str | None) -> None:
    """The forms of meta tags and JSON-LD."""
    assert parse_stamp(claim, zone=SEOUL) == stamp


@pytest.mark.parametrize(
    ("published", "own"),
    [
        ("2024-06-12T20:05:00+00:00", "2024-06-13T05:05:00+09:00"),
        ("2024-06-12T20:05:00-04:00", "2024-06-13T09:05:00+09:00"),
        ("2024-06-13", "2024-06-13"),
    ],
)
def test_a_moment_is_told_on_the_outlets_clock(published: str, own: str) -> None:
    """The same moment, on the day that its readers saw."""
    assert to_zone(published, SEOUL) == own
    assert to_zone(published, None) == published


def test_an_indexs_date_is_taken_off_the_headline() -> None:
    """What a search index wrote before the page is not the page's."""
    assert strip_index_date(" date 2019-03-06 Deal signed") == "Deal signed"
    assert strip_index_date("date 2019-03 Deal signed") == "Deal signed"
    assert strip_index_date("Dates are set") == "Dates are set"


@given(st.text(max_size=200))
def test_any_line_is_a_date_line_or_not(line: str) -> None:
    """Nothing is raised, and what is found is ISO 8601."""
    for stamp in stamps_of_line(line):
        datetime.fromisoformat(stamp.iso(SEOUL))


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2060, 1, 1)))
def test_every_moment_is_read_in_every_form(moment: datetime) -> None:
    """The forms hold for every day of the year and minute of the day."""
    minute = moment.replace(second=0, microsecond=0)
    expected = f"{minute.isoformat(timespec='seconds')}{SEOUL}"
    for form in FORMS:
        assert find_published([minute.strftime(form)], title=-1, zone=SEOUL) == expected


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (("2006/03/07 4면 09:15:22 입력", "독자 2006-03-07 08:00"), "2006-03-07T09:15:22+09:00"),
        (("2024.06.13 18:30 수정", "2024.06.13 09:05 등록"), "2024-06-13T09:05:00+09:00"),
        (("By Dana Whitlock • 13 June 2024 • 2 min read", "6/14/2024"), "2024-06-13"),
    ],
)
def test_a_label_may_stand_behind_its_date_and_a_reporter_beside_it(
    lines: tuple[str, ...], published: str
) -> None:
    """Neither a reader's comment nor a later version is taken for the publication."""
    assert find_published(lines, title=-1, zone=SEOUL) == published
