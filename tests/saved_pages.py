"""Saved web pages in the make-up of real sites, around the two articles of `pages`."""

import json
from dataclasses import dataclass

from pages import EN, EN_TITLE, ENGLISH, KO, KO_TITLE, KOREAN


@dataclass(frozen=True)
class SavedPage:
    """A saved page and what is to be read from it."""

    name: str
    html: str
    title: str | None
    body: str
    published: str | None = None
    source: str | None = None
    agency: str | None = None
    url: str | None = None


def paragraphs(texts: tuple[str, ...], tag: str = "p") -> str:
    """The texts, each in an element of its own."""
    return "\n".join(f"<{tag}>{text}</{tag}>" for text in texts)


MENU = """<header id="header"><h2 class="logo"><a href="/">뉴스</a></h2>
<nav><ul><li><a href="/p">정치</a></li><li><a href="/e">경제</a></li><li><a href="/w">국제</a></li>
<li><a href="/s">스포츠</a></li></ul></nav></header>"""
RELATED = """<div class="related_news"><h4>관련기사</h4><ul>
<li><a href="/1">"4차 회의에서 30억달러 요구"…협상단의 뒷이야기</a></li>
<li><a href="/2">2차 회의는 왜 하루 일찍 끝났나</a></li></ul></div>"""
SHARE = """<div class="share_area"><a>페이스북</a><a>트위터</a><button>공유</button></div>"""
COMMENTS = """<section id="comments"><h3>댓글 2</h3><p>이러다 작년 5차 회의 때처럼 또 결렬되는 것
아닌지 모르겠네요. 50억 달러는 너무합니다.</p>
<p>동의합니다. 다음 회의를 지켜보겠습니다.</p></section>"""
FOOTER = """<footer><p>서울특별시 중구 세종대로 1 | 대표전화 02-000-0000 | 등록번호 서울 아00000 |
발행인 가나다 | 편집인 라마바</p><p>Copyright © All rights reserved.</p></footer>
<script>var dataLayer = [{"title": "30억달러"}];</script>"""

SAVED = (
    SavedPage(
        "a wire's page with all metadata",
        f"""<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8">
<title>{KO_TITLE} | 연합뉴스</title>
<meta property="og:title" content="{KO_TITLE}(종합) | 연합뉴스">
<meta property="og:site_name" content="연합뉴스">
<meta property="article:published_time" content="2024-06-13T09:05:00+09:00">
<link rel="canonical" href="https://www.yna.co.kr/view/AKR20240613000000001">
</head><body>{MENU}<main><article class="story-news article">
<h1 class="tit">{KO_TITLE}(종합)</h1>
<p class="update-time">송고시간 2024-06-13 09:05</p>{SHARE}
<figure class="image-zone"><img src="x.jpg"><figcaption>2차 회의에 앞서 악수하는 한미 대표
<span>[외교부 제공]</span></figcaption></figure>
<p>(서울=연합뉴스) 가나다 기자 = {KOREAN[0]}</p>
{paragraphs(KOREAN[1:])}
<p>gana@yna.co.kr</p>
<p class="txt-copyright">&lt;저작권자(c) 연합뉴스, 무단 전재-재배포 금지&gt;
2024/06/13 09:05 송고</p>
</article>{RELATED}{COMMENTS}</main>{FOOTER}</body></html>""",
        KO_TITLE,
        KO,
        "2024-06-13T09:05:00+09:00",
        "Yonhap",
        "Yonhap",
        "https://www.yna.co.kr/view/AKR20240613000000001",
    ),
    SavedPage(
        "a site of the common Korean publishing system, text parted by line breaks",
        f"""<!DOCTYPE html><html><head>
<title>{KO_TITLE} &lt; 외교 &lt; 정치 &lt; 기사본문 - 미래일보</title>
<meta property="og:site_name" content="미래일보">
<meta property="article:published_time" content="2024-06-13T09:05:27+09:00">
</head><body>{MENU}<section id="user-container"><h3 class="heading">{KO_TITLE}</h3>
<ul class="infomation"><li>기자명 가나다 기자</li><li>입력 2024.06.13 09:05</li><li>수정
2024.06.14 10:00</li><li>댓글 0</li></ul>{SHARE}
<article id="article-view-content-div" itemprop="articleBody">
<div style="text-align:center"><figure><img src="a.jpg"><figcaption>▲ 회의장에 들어서는 대표들
ⓒ외교부</figcaption></figure></div>
{"<br><br>".join(KOREAN)}<br><br>
</article><div class="article-copy">저작권자 © 미래일보 무단전재 및 재배포 금지</div>
<div class="writer"><b>가나다 기자</b> <a>gana@hkmd.kr</a><a>다른기사 보기</a></div>
{RELATED}</section>{FOOTER}</body></html>""",
        KO_TITLE,
        KO,
        "2024-06-13T09:05:27+09:00",
        "Mirae Ilbo",
    ),
    SavedPage(
        "JSON-LD in a graph, no other metadata, paragraphs in divisions",
        f"""<!doctype html><html lang="en"><head><title>{EN_TITLE} - The Korea Times</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"WebSite","name":"Korea Times"}},{{"@type":["NewsArticle"],"headline":"{EN_TITLE}",
"datePublished":"2024-06-13T00:05:00Z","dateModified":"2024-06-14T00:00:00Z",
"author":[{{"@type":"Person","name":"Ga Na-da"}}],
"publisher":{{"@type":"Organization","name":"The Korea Times"}}}}]}}</script></head>
<body><div id="wrap"><div class="gnb"><a>National</a><a>Business</a></div>
<div class="content"><div class="headline"><h1>{EN_TITLE}</h1></div>
<div class="byline">By Ga Na-da</div>
<div class="story">{paragraphs(ENGLISH, "div")}</div>
<div class="newsletter-box"><p>Get the week's diplomacy in your inbox every Friday. Sign up for
our newsletter and never miss a story again.</p></div>
<div class="most-read"><p>Seoul's second round proposal was turned down by the U.S., sources told
us.</p></div></div></div></body></html>""",
        EN_TITLE,
        EN,
        "2024-06-13T09:05:00+09:00",
        "Korea Times",
    ),
    SavedPage(
        "hardly any metadata, a table for a layout",
        f"""<html><head><title>English News</title></head><body><table><tr><td><a>Home</a>
<a>News</a></td></tr><tr><td><h1>{EN_TITLE}</h1>
<font size=1>Posted June. 13, 2024 07:35,</font><br>
{"<br><br>".join(ENGLISH)}
</td></tr><tr><td>gana@donga.com</td></tr></table></body></html>""",
        EN_TITLE,
        EN,
        "2024-06-13T07:35:00+09:00",
        "Dong-A Ilbo",
    ),
    SavedPage(
        "a portal that names the outlet as author",
        f"""<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{KO_TITLE}</title>
<meta property="og:title" content="{KO_TITLE}">
<meta property="og:site_name" content="Daum | 뉴시스">
<meta property="og:article:author" content="뉴시스">
<meta property="og:regDate" content="20240613090527">
<link rel="canonical" href="https://v.daum.net/v/20240613090527111"></head><body>{MENU}
<h3 class="tit_view">{KO_TITLE}</h3><span class="info_view">가나다 기자 2024. 6. 13. 09:05</span>
<div class="util_view"><p>글자크기 설정 파란원을 좌우로 움직이시면 글자크기가 변경 됩니다.</p></div>
<div class="article_view"><section>
<p>[서울=뉴시스] 가나다 기자 = {KOREAN[0]}</p>
{paragraphs(KOREAN[1:])}
<p>☞공감언론 뉴시스 gana@newsis.com</p></section></div>
<p class="txt_copyright">Copyright © 뉴시스. 무단전재 및 재배포 금지.</p>
<p>이 기사에 대해 어떻게 생각하시나요?</p>{RELATED}{FOOTER}</body></html>""",
        KO_TITLE,
        KO,
        "2024-06-13T09:05:00+09:00",
        "Newsis",
        "Newsis",
        "https://v.daum.net/v/20240613090527111",
    ),
    SavedPage(
        "a blog engine with related stories inside the text and a reader's box",
        f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8">
<title>{EN_TITLE} | NK News</title>
<meta property="og:title" content="{EN_TITLE} | NK News" />
<meta property="og:site_name" content="NK News - North Korea News" />
<meta property="article:published_time" content="2024-06-13T00:05:00+00:00" /></head>
<body class="single has-comments"><div id="page"><main><article class="post">
<header class="entry-header"><h1 class="entry-title">{EN_TITLE}</h1>
<time class="published" datetime="2024-06-13T00:05:00+00:00">June 13, 2024</time></header>
<div class="entry-content"><p>{ENGLISH[0]}</p><p>{ENGLISH[1]}</p>
<div class="wp-block-related"><p><strong>Read more:</strong>
<a>Second round ends early</a></p></div>
<p>{ENGLISH[2]}</p><aside class="promo"><p>Subscribe today for unlimited access to our reporting
on the peninsula, from $1 a week.</p></aside><p>{ENGLISH[3]}</p>
<p><em>Edited by Ra Maba</em></p></div>
<div class="sharedaddy"><ul><li>Facebook</li><li>X</li></ul></div></article>
<div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published. Required
fields are marked.</p></div></main></div></body></html>""",
        EN_TITLE,
        EN,
        "2024-06-13T00:05:00+00:00",
        "NK News",
    ),
    SavedPage(
        "the article only in the head's articleBody",
        f"""<!doctype html><html><head><title>{EN_TITLE}</title>
<script type="application/ld+json">[{{"@type":"BreadcrumbList"}},{{"@type":"NewsArticle",
"headline":"{EN_TITLE}","datePublished":"2024-06-13",
"articleBody":{json.dumps(EN)}}}]</script>
</head><body><div id="app"></div>
<noscript>Enable JavaScript to read this page.</noscript>
</body></html>""",
        EN_TITLE,
        EN,
        "2024-06-13",
    ),
    SavedPage(
        "short paragraphs around a quotation, none to be dropped",
        f"""<!doctype html><html lang="en"><head><meta property="og:title" content="{EN_TITLE}">
<meta property="og:site_name" content="KBS WORLD"><title>{EN_TITLE} - KBS WORLD</title></head>
<body><nav><a>Menu</a></nav><div class="detail"><h2>{EN_TITLE}</h2>
<p class="date"><em>Written:</em> 2024-06-13 18:03:24<em>Updated:</em> 2024-06-13 18:18:44</p>
<div class="body_txt"><p>Photo : YONHAP News</p><p>{ENGLISH[0]}</p><p>{ENGLISH[1]}</p>
<blockquote>{ENGLISH[2]}</blockquote><p>{ENGLISH[3]}</p></div></div>
<div class="editors_pick"><h3>Editor's Pick</h3><p>Bulguksa in the snow</p></div></body></html>""",
        EN_TITLE,
        EN,
        "2024-06-13T18:03:24+09:00",
        "KBS World",
    ),
)
