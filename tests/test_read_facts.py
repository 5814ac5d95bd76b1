"""Who wrote, who printed, in which language, under which headline."""

import pytest
from pages import EN, EN_TITLE, KO, KO_TITLE

from sma_cli.document import Document, Input
from sma_cli.read import read
from sma_cli.read.dateline import read_byline
from sma_cli.read.language import tell_language
from sma_cli.read.outlet import find_by_domain, find_by_mark, find_by_name, find_in_text
from sma_cli.read.title import clean_title
from sma_cli.record import load_table


def read_text(text: str) -> Document:
    """Read pasted text."""
    return read(Input("pasted.txt", text.encode()))


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Copyright © 코리아중앙데일리. 무단전재 및 재배포 금지.", "Korea JoongAng Daily"),
        ("Copyright © 연합뉴스. 무단전재 -재배포 금지.", "Yonhap"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "Yonhap"),
        ("저작권자 © 통일뉴스 무단전재 및 재배포 금지", "Tongil News"),
        ("< Copyright ⓒ mbn. 무단전재 및 재배포 금지 >", "MBN"),
        ("- Copyrights ⓒ 조선일보 & chosun.com", "Chosun Ilbo"),
        ("Copyright 2024YONHAPNEWS. All rights reserved.", "Yonhap"),
        ("Copyright © Chosunilbo & Chosun.com", "Chosun Ilbo"),
        ("©'5개국어 글로벌 경제신문' 아주경제. 무단전재·재배포 금지", "Ajunews"),
        ("Copyright Herald Corporation. All Rights Reserved.", "Korea Herald"),
        ("ⓒ 한겨레신문사", "Hankyoreh"),
        ("gana@ytn.co.kr", "YTN"),
        ("(gana@yna.co.kr)", "Yonhap"),
        ("gana@donga.com,record@donga.com.", "Dong-A Ilbo"),
        ("gana@gmail.com", None),
        ("gana@hanmail.net", None),
        ("KBS 뉴스 가나다입니다.", "KBS"),
        ("MBC뉴스 가나다입니다.", "MBC"),
        ("https://v.daum.net/v/20240613090527111", None),
        ("https://www.hani.co.kr/arti/politics/diplomacy/1.html", "Hankyoreh"),
        ("Copyright © Kakao Corp. All rights reserved.", None),
    ],
)
def test_the_outlet_is_told_by_what_its_page_prints(line: str, source: str | None) -> None:
    """Copyright, mail, sign-off or address name the outlet; a portal is none."""
    document = read_text(f"{KO_TITLE}\n\n{KO}\n\n{line}\n")
    assert document.source == source
    assert document.body == KO


@pytest.mark.parametrize(
    ("lang", "text", "source"),
    [
        ("en", f"{EN_TITLE}\n\n{EN}", "Korea JoongAng Daily"),
        ("ko", f"{KO_TITLE}\n\n{KO}", "JoongAng Ilbo"),
    ],
)
def test_the_language_decides_between_outlets_of_one_mail(
    lang: str, text: str, source: str
) -> None:
    """Two outlets of one house share their reporters' mail."""
    document = read_text(f"{text}\n\ngana@joongang.co.kr\n")
    assert (document.lang, document.source) == (lang, source)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("By Dana Whitlock, CNN", "CNN"),
        ("May 24, 2024 (Friday) / Korea JoongAng Daily", "Korea JoongAng Daily"),
        ("중앙일보 2014.02.03 00:10 종합 10면 지면보기", "JoongAng Ilbo"),
        ("VOA East Asia", "VOA"),
        ("Office of the Spokesperson, U.S. Department of State", "US State Department"),
        ("KTV 가나다입니다.", "KTV"),
        ("2019-03-08 16:35 노컷뉴스 기자", "NoCut News"),
        ("RFA 자유아시아방송", "Radio Free Asia"),
        ("Seoul, Washington", None),
    ],
)
def test_an_outlet_is_named_beside_dates_reporters_and_sections(
    line: str, source: str | None
) -> None:
    """Pasted pages print their name with the date, the byline or the menu."""
    title, text = (KO_TITLE, KO) if "가" <= line[-2] <= "힣" else (EN_TITLE, EN)
    assert read_text(f"{title}\n{line}\n\n{text}\n").source == source


@pytest.mark.parametrize(
    ("dateline", "source", "agency"),
    [
        ("KYODO NEWS - ", "Kyodo", "Kyodo"),
        ("아시아투데이 가나다 기자 = ", "Asia Today", None),
    ],
)
def test_a_dateline_may_open_with_the_outlet(
    dateline: str, source: str, agency: str | None
) -> None:
    """Some outlets print their own name where others print a place."""
    title, text = (KO_TITLE, KO) if dateline[0] > "a" else (EN_TITLE, EN)
    document = read_text(f"{title}\n\n{dateline}{text}\n")
    assert (document.source, document.agency, document.body) == (source, agency, text)


def test_a_dateline_with_its_year_dates_a_page_that_prints_nothing_else() -> None:
    """A wire's dispatch may be all that was pasted."""
    document = read_text(f"{EN_TITLE}\n\nWashington, July 8, 2025 (AFP) - {EN}\n")
    assert (document.published, document.source, document.agency) == ("2025-07-08", "AFP", "AFP")
    assert document.body == EN


def test_a_headline_that_ends_in_a_verb_stands_over_its_date() -> None:
    """Without a full stop it is no paragraph, though it is as long as one."""
    headline = "[사설] 방위비 협상을 거래로만 아는 미국, 우리 정부가 흔들릴 이유는 하나도 없다"
    document = read_text(f"{headline}\n\n등록 2024-10-17\n\n{KO}\n\n{KO}\n")
    assert (document.title, document.body) == (headline, KO)


def test_a_photos_credit_is_no_copyright() -> None:
    """The mark stands before the picture's wire too; the page's name is elsewhere."""
    document = read_text(f"프레시안\n{KO_TITLE}\n\n{KO}\n\n▲ 회의에 앞서 악수하는 대표 ⓒ연합뉴스\n")
    assert (document.source, document.agency) == ("Pressian", None)


def test_a_service_is_told_from_the_house_that_owns_it() -> None:
    """The house claims the copyright; the name above is the service's."""
    ends = "Copyright NHK (Japan Broadcasting Corporation). All rights reserved."
    assert read_text(f"NHK WORLD-JAPAN\n{EN_TITLE}\n\n{EN}\n\n{ends}\n").source == "NHK World"


@pytest.mark.parametrize(
    ("head", "foot", "source"),
    [
        ('<meta property="og:site_name" content="Somewhere Gazette">', "", "Somewhere Gazette"),
        ('<meta property="og:site_name" content="Daum">', "", None),
        ("", "Copyright © 2024 Somewhere Gazette. All rights reserved.", "Somewhere Gazette"),
        ("", "저작권자 © 어딘가뉴스 무단전재 및 재배포 금지", "어딘가뉴스"),
    ],
)
def test_an_outlet_that_no_table_knows_goes_by_its_own_name(
    head: str, foot: str, source: str | None
) -> None:
    """The page's own name is better than none; a portal's is none."""
    story = "".join(f"<p>{line}</p>" for line in EN.split("\n\n"))
    page = f"<html><head>{head}</head><body><h1>{EN_TITLE}</h1>{story}<p>{foot}</p></body></html>"
    assert read_text(page).source == source


def test_a_wire_beside_the_headline_is_the_agency() -> None:
    """Where a reporter's name would stand, outside the story's own element."""
    story = "".join(f"<p>{line}</p>" for line in EN.split("\n\n"))
    head = f"<h1>{EN_TITLE}</h1><div><h5>REUTERS</h5><p>May 24, 2024</p></div>"
    document = read_text(f"<html><body>{head}<div class='text'>{story}</div></body></html>")
    assert document.agency == "Reuters"


def test_an_outlet_that_carries_a_wire_is_the_source() -> None:
    """Both copyrights are printed; the text stands on the outlet's page."""
    ends = "<저작권자(c) 연합뉴스>\n저작권자 © 매일신문"
    document = read_text(f"{KO_TITLE}\n\n(서울=연합뉴스) 가나다 기자 = {KO}\n\n{ends}")
    assert (document.source, document.agency) == ("Maeil Shinmun", "Yonhap")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("https://world.kbs.co.kr/x", "KBS World"),
        ("//news.kbs.co.kr", "KBS"),
        ("http://m-en.yna.co.kr/view/1", "Yonhap"),
        ("koreajoongangdaily.joins.com", "Korea JoongAng Daily"),
        ("v.daum.net", "Daum"),
        ("gana@hani.co.kr", "Hankyoreh"),
        ("nothani.co.kr", None),
        ("co.kr", None),
        ("localhost", None),
        ("", None),
    ],
)
def test_the_longest_domain_decides(host: str, name: str | None) -> None:
    """A host belongs to the outlet whose domain it ends in."""
    outlet = find_by_domain(host)
    assert (outlet.name if outlet else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Korea Herald", "Korea Herald"),
        ("  (YONHAP) ", "Yonhap"),
        ("한겨레", "Hankyoreh"),
        ("::공감언론 뉴시스::", "Newsis"),
        ("Japan", None),
        ("Yonhap said on Friday", None),
        ("", None),
    ],
)
def test_a_name_alone_is_an_outlet(text: str, name: str | None) -> None:
    """Punctuation and case make no difference, other words do."""
    outlet = find_by_name(text)
    assert (outlet.name if outlet else None) == name


def test_a_short_name_inside_a_word_is_no_outlet() -> None:
    """`AP` is not in `Japan`."""
    assert find_in_text("Copyright Japan Airlines") is None
    assert find_in_text("x" * 10_000) is None


def test_every_outlet_can_be_found_by_all_it_is_known_by() -> None:
    """No row of the table hides another; there are more than sixty."""
    rows = load_table("outlets")["outlet"]
    assert len(rows) >= 60
    for row in rows:
        for name in (row["name"], row.get("korean", row["name"]), *row.get("names", ())):
            outlet = find_by_name(name)
            assert outlet is not None, name
            assert outlet.name == row["name"], name
        for domain in row.get("domains", ()):
            outlet = find_by_domain(f"https://{domain}/x", lang=row.get("lang"))
            assert outlet is not None, domain
            assert outlet.name == row["name"], domain
    assert find_by_mark("한국과 미국이 회의를 열었다.") is None


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("(LEAD) Allies meet", "Allies meet"),
        ("(2nd LD) Allies meet", "Allies meet"),
        ("Allies meet (종합)", "Allies meet"),
        ("한미 3차 회의(종합2보)", "한미 3차 회의"),
        ("한미 3차 회의 (2보)", "한미 3차 회의"),
        ("[사설] 동맹의 값", "[사설] 동맹의 값"),
        ("[단독] 한미 3차 회의", "[단독] 한미 3차 회의"),
        ("한미 3차 회의 | 연합뉴스", "한미 3차 회의"),
        ("한미 3차 회의(종합) | 연합뉴스", "한미 3차 회의"),
        ("한미 3차 회의 :: 공감언론 뉴시스 ::", "한미 3차 회의"),
        ("한미 3차 회의 < 외교 < 정치 < 기사본문 - 어느신문", "한미 3차 회의"),
        ("한미 3차 회의 : 네이버 뉴스", "한미 3차 회의"),
        ("Allies meet - KBS WORLD", "Allies meet"),
        ("Allies meet | Yonhap News Agency", "Allies meet"),
        ("Allies meet - The Korea Times", "Allies meet"),
        ("Allies meet | Politics | Reuters", "Allies meet"),
        ("KBS WORLD | Allies meet", "Allies meet"),
        ("UPDATE 2-Allies meet", "Allies meet"),
        ("(3rd LD-Writethru) Allies meet", "Allies meet"),
        ("[종합] 한미 3차 회의", "한미 3차 회의"),
        ("한미 3차 회의[종합2보]", "한미 3차 회의"),
        ("[속보] 한미 3차 회의", "[속보] 한미 3차 회의"),
        ("Allies meet • Arirang", "Allies meet"),
        ("Allies meet > U.S. Department of Defense > News", "Allies meet"),
        ("한미 3차 회의-국민일보", "한미 3차 회의"),
        ("한미 3차 회의 - 조선일보 정치", "한미 3차 회의"),
        ("한미 3차 회의 / SBS 8뉴스", "한미 3차 회의"),
        ("한미 3차 회의 (2024.05.21/뉴스데스크/MBC)", "한미 3차 회의"),
        ("한미 3차 회의 - somewhere.co.kr", "한미 3차 회의"),
        ("Cost-sharing", "Cost-sharing"),
        ("U.S.-Korea talks - third round - ends", "U.S.-Korea talks - third round - ends"),
        ("Seoul: 'We pay enough'", "Seoul: 'We pay enough'"),
        ("  Allies\n meet  ", "Allies meet"),
        ("연합뉴스", "연합뉴스"),
        ("", ""),
    ],
)
def test_marks_and_suffixes_are_no_part_of_the_headline(printed: str, title: str) -> None:
    """The headline alone is left, and dashes inside it stay."""
    assert clean_title(printed) == title


def test_an_unknown_sites_suffix_is_cut_where_the_page_names_the_site() -> None:
    """`og:site_name` tells what the table does not."""
    assert clean_title("Allies meet | Some Gazette", site="Some Gazette") == "Allies meet"
    assert clean_title("Allies meet | Some Gazette") == "Allies meet | Some Gazette"


@pytest.mark.parametrize(
    ("line", "author", "wire"),
    [
        ("By Lee Min-jun", "Lee Min-jun", None),
        ("By Yonhap", None, "Yonhap"),
        ("By Dana Whitlock, The Associated Press", "Dana Whitlock", "AP"),
        ("By Dana Whitlock, Merrin Tate", "Dana Whitlock, Merrin Tate", None),
        ("By Ga Na-da, staff reporter", "Ga Na-da", None),
        ("BY GA NA-DA [ga.nada@joongang.co.kr]", "GA NA-DA", None),
        ("Lee Min-jun (minjun@heraldcorp.com)", "Lee Min-jun", None),
        ("가나다 기자 gana@hani.co.kr", "가나다", None),
        ("워싱턴/가나다 특파원 gana@hani.co.kr", "가나다", None),
        ("가나다·라마바 기자", "가나다, 라마바", None),
        ("gana@hani.co.kr", None, None),
    ],
)
def test_bylines_name_their_author_or_wire(line: str, author: str | None, wire: str | None) -> None:
    """A reporter is an author, a wire is not."""
    name, outlet = read_byline(line)
    assert (name, outlet.name if outlet else None) == (author, wire)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (EN, "en"),
        (KO, "ko"),
        ("한미 방위비분담특별협정(SMA, Special Measures Agreement) 제12차 협상 타결", "ko"),
        ("韓国とアメリカは、在韓米軍の駐留経費負担を決める協議を終えました。", "ja"),
        ("韩国和美国举行了第三轮防卫费分担谈判，但未能缩小分歧。", "zh"),
        (
            "Korea Selatan dan AS akan mengadakan perundingan yang kedua pada hari Rabu.",
            "id",
        ),
        ("Die Verhandlungen über die Kosten der Truppen sind in der dritten Runde.", "de"),
        ("Hàn Quốc và Mỹ đã kết thúc vòng đàm phán về chi phí quốc phòng tại Seoul.", "vi"),
        ("Les négociations sur le partage des coûts ont pris fin dans la capitale.", "fr"),
        ("تقاسم تكاليف الدفاع بين كوريا الجنوبية والولايات المتحدة", "ar"),
        ("1234 5678", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_script_and_words(text: str, lang: str) -> None:
    """Two letters of ISO 639-1, or `und`."""
    assert tell_language(text) == lang


def test_a_claimed_language_decides_only_where_the_text_does_not() -> None:
    """A Korean site's English page says `lang="ko"`."""
    assert tell_language(EN, claimed="ko") == "en"
    assert tell_language("SMA 2024", claimed="en-US") == "en"
    assert tell_language("SMA 2024", claimed="??") == "und"


@pytest.mark.parametrize(
    ("head", "foot", "source"),
    [
        ("Published : Oct. 23, 2023 - 16:05", "Korea Economic Daily", "Korea Economic Daily"),
        ("Published : Oct. 23, 2023 - 16:05", "", "Korea Herald"),
        ("October 23, 2023", "Inside U.S. Trade", "Inside U.S. Trade"),
        ("October 23, 2023", "Harbor City Gazette", "Harbor City Gazette"),
        ("October 23, 2023", "The Rhine Valley Observer", "The Rhine Valley Observer"),
        ("October 23, 2023", "Breaking News", None),
        ("October 23, 2023", "Wages of the staff", None),
        ("By STARS AND STRIPES\nPublished: April 5, 2019", "", "Stars and Stripes"),
        ("By Dana Whitlock, The Korea Times", "", "Korea Times"),
    ],
)
def test_a_name_below_a_story_or_beside_its_reporter_is_its_outlet(
    head: str, foot: str, source: str | None
) -> None:
    """The last line is surer than a form of date; a name that no table has is told by its words."""
    document = read_text(f"{EN_TITLE}\n\n{head}\n\n{EN}\n\n{foot}\n")
    assert (document.source, document.body) == (source, EN)


@pytest.mark.parametrize(
    ("head", "foot", "source"),
    [
        ("외교부 보도자료\n배포일시 2023. 4. 11.", "", "Ministry of Foreign Affairs"),
        ("외교부 보도참고자료\n2023. 4. 11.", "", "Ministry of Foreign Affairs"),
        ("입력 2023.04.11 09:30", "헬스조선", "Health Chosun"),
        ("입력 2023.04.11 09:30", "메디칼타임즈", "Medical Times"),
        ("입력 2023.04.11 09:30", "한강포구신문", "한강포구신문"),
        ("입력 2023.04.11 09:30", "주요 뉴스", None),
        ("입력 2023.04.11 09:30", "속보 뉴스", None),
    ],
)
def test_a_korean_name_below_a_story_or_over_a_press_release_is_its_outlet(
    head: str, foot: str, source: str | None
) -> None:
    """A ministry's release names it at the head; a newspaper may stand below the text."""
    document = read_text(f"{KO_TITLE}\n\n{head}\n\n{KO}\n\n{foot}\n")
    assert (document.source, document.body) == (source, KO)


@pytest.mark.parametrize(
    "title",
    [
        "[EDITORIAL] Pay the workers first",
        "EDITORIAL: Pay the workers first",
        "[편집국에서] 방위비, 숫자만 볼 일인가",
        "[편집자가 본 한 주] 방위비 협상과 동맹",
    ],
)
def test_an_editorial_is_no_line_about_an_editor(title: str) -> None:
    """A headline that opens with such a word is the headline."""
    lang = EN if title.isascii() else KO
    assert read_text(f"{title}\n\n2023-04-11 09:30\n\n{lang}\n").title == title
