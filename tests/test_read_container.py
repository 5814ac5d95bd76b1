"""Where on a page the article stands, and what of its structure misleads."""

import json

import pytest
from pages import EN, EN_TITLE, ENGLISH, KO, KOREAN
from saved_pages import paragraphs

from sma_cli.document import Input
from sma_cli.read import clean_body, read
from sma_cli.read.html_blocks import Markup, read_markup
from sma_cli.read.html_container import find_container

STORY = paragraphs(ENGLISH)
TALK = (
    "I have followed these talks for years, and nobody ever says what the money is spent on, "
    "not the ministry, not the embassy, not the command itself."
)
TEASER = (
    "Lawmakers want a look at the base plan before the autumn, when the budget is due, and ask "
    "for the papers."
)


def page(body: str, *, head: str = "") -> bytes:
    """A whole page of this body."""
    return f"<html><head><title>{EN_TITLE}</title>{head}</head><body>{body}</body></html>".encode()


def parsed(body: str) -> Markup:
    """What the parser tells of a page of this body."""
    markup = read_markup(f"<html><body>{body}</body></html>")
    assert markup
    return markup


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="content_print" class="article_content">{STORY}</div>'
        + f'<div class="said"><div><p>{TALK}</p></div></div>' * 9,
        f'<div class="story"><div>{paragraphs(ENGLISH[:2])}</div>'
        f'<div>{paragraphs(ENGLISH[2:])}</div></div>',
        f'<div><div><p>{ENGLISH[0]}</p></div><ul class="related"><li>{TEASER}</li></ul>'
        f"<div>{paragraphs(ENGLISH[1:])}</div></div><div><p>{TALK}</p></div>",
        f'<div class="entry-content">{STORY}</div><div class="teasers">'
        + "".join(f'<div><a href="/{n}">{TEASER}</a></div>' for n in range(9))
        + "</div>",
        f'<div itemprop="articleBody">{STORY}</div><div>{paragraphs((TALK,) * 3)}</div>',
        f'<span class="article-text"><div>{STORY}</div></span>',
        f'<div><a href="/x" hidden>Menu</a>{STORY}</div>',
        f'<div><p style="display: none">{TALK}</p>{STORY}</div>',
        f'<div><!-- {TALK} -->{STORY}<?pi {TALK} ?></div>',
        f"<div>{'<br><br>'.join(ENGLISH)}</div>",
        f"<table><tr><td>Home</td><td>{STORY}</td></tr></table>",
        f'<ul><li>{"</li><li>".join(ENGLISH)}</li></ul>',
    ],
    ids=[
        *("a doubtful class", "two columns", "an opening", "teasers", "a declared body"),
        *("a block in a span", "a hidden link", "a hidden line", "comments", "breaks"),
        *("a table", "a list"),
    ],
)  # fmt: skip
def test_the_article_is_found_by_where_its_paragraphs_stand(body: str) -> None:
    """Every paragraph of the article is kept, and nothing of what stands beside it."""
    assert clean_body(page(body)) == EN


@pytest.mark.parametrize("texts", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_the_body_that_the_head_repeats_shows_where_it_stands(texts: tuple[str, ...]) -> None:
    """However much talk stands below: the paragraphs that JSON-LD has are the article's."""
    linked = {"@type": "NewsArticle", "articleBody": " ".join(texts)}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    talk = paragraphs((TALK,) * 20)
    assert clean_body(page(f"<div>{paragraphs(texts)}</div><div>{talk}</div>", head=script)) == (
        "\n\n".join(texts)
    )


JUNK = "var menu = '<p>" + TALK * 5 + "</p>';"


@pytest.mark.parametrize(
    "junk",
    [
        f"<script>{JUNK * 200}</script>",
        f"<script type='text/javascript'>{JUNK}</script>" * 200,
        f"<style>{'.menu { color: red } ' * 8000}</style>",
        f"<!-- <script> --><script>{JUNK * 200}</script>",
        f"<!-- {'<style>' * 9} {JUNK * 200} -->",
        "<styled-box><div>Home</div></styled-box>" * 5000,
        f"<script>{JUNK * 200}",
    ],
    ids=["one", "many", "style", "in a comment", "comment", "other tags", "no end"],
)
def test_scripts_of_a_large_page_are_left_out_and_nothing_else(junk: str) -> None:
    """They are most of many pages; what stands around them is read, and so are their dates."""
    dated = '<script>{"firstPublished": "2024-06-13T09:05:00+09:00"}</script>'
    data = page(f"{dated}<div>{STORY}</div>{junk}")
    assert len(data) > 100_000
    document = read(Input("page.html", data))
    assert document.body == EN
    assert document.published == "2024-06-13T09:05:00+09:00"


def test_a_body_declared_around_a_caption_alone_is_not_believed() -> None:
    """The element called the article's body must hold a good part of the text."""
    wrong = f'<div itemprop="articleBody"><p>{ENGLISH[0]}</p></div>'
    body = f"{wrong}<div>{paragraphs(KOREAN * 3)}</div>"
    assert KO in clean_body(page(body))


def test_what_stands_around_the_container_is_listed_as_cut() -> None:
    """Nothing disappears: what is outside of the article's element is in `cut`."""
    body = f'<div class="menu"><p>{TEASER}</p></div><div class="story">{STORY}</div>'
    document = read(Input("page.html", page(body)))
    assert document.body == EN
    assert document.cut == (TEASER,)


@pytest.mark.parametrize(
    ("markup", "texts", "linked", "is_link"),
    [
        ("<p>one <b>two</b> three</p>", ["one two three"], [0], [False]),
        ("<p>one<br>two</p>", ["one", "two"], [0, 0], [False, False]),
        ('<p><a href="/">one</a></p>', ["one"], [3], [True]),
        ('<p><a href="/">one</a> two</p>', ["one two"], [3], [False]),
        ('<a href="/"><p>one</p></a><p>two</p>', ["one", "two"], [3, 0], [True, False]),
        ('<a href="/" hidden>one</a><p>two</p>', ["two"], [0], [False]),
        ("<p hidden>one</p>two", ["two"], [0], [False]),
        ("<p>\u3000one\xa0\n two </p>", ["one two"], [0], [False]),
        ("<script>one</script>two<style>three</style>", ["two"], [0], [False]),
        ("<p>— · —</p>", ["— · —"], [0], [True]),
        ("", [], [], []),
    ],
)
def test_a_page_is_runs_of_text(
    markup: str, texts: list[str], linked: list[int], is_link: list[bool]
) -> None:
    """Blocks part the text, inline markup does not, and what is all link says so."""
    blocks = parsed(markup).blocks
    assert [block.text for block in blocks] == texts
    assert [block.linked for block in blocks] == linked
    assert [block.is_link for block in blocks] == is_link


def test_an_outline_numbers_what_is_inside_of_an_element() -> None:
    """All elements inside of one are the numbers from it to its last."""
    markup = parsed("<div><p>one</p><p>two</p></div><div><p>three</p></div>")
    outline = markup.outline
    first, second, third = (block.owner for block in markup.blocks)
    assert outline.parents[first] == outline.parents[second] != outline.parents[third]
    around = outline.parents[first]
    assert around <= first <= second <= outline.lasts[around] < third
    assert outline.tags[third] == "p"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 50_000 + f"<p>{TALK}</p>" * 5_000,
        f'<div itemprop="articleBody"><p>{TALK}</p>' * 5_000,
        f'<span class="caption"><p>{TALK}</p>' * 5_000,
        f'<h2>Related</h2><a href="/">{TALK[:20]}</a>' * 5_000,
    ],
    ids=["deep", "bodies in bodies", "captions in captions", "sections"],
)
def test_the_time_is_linear_however_a_page_is_built(hostile: str) -> None:
    """A page that makes every paragraph stand in many elements is read like any other."""
    markup = parsed(hostile)
    assert find_container(markup.blocks, markup.outline, claimed=TALK * 5_000) is not None


@pytest.mark.parametrize(
    ("html", "lang"),
    [
        ('<html lang="ko"><p>one</p>', "ko"),
        ('<html xml:lang="en-US" xmlns="http://www.w3.org/1999/xhtml"><p>one</p>', "en-US"),
        ("<html><p>one</p>", None),
    ],
)
def test_a_page_says_its_language(html: str, lang: str | None) -> None:
    """The claim is kept as it is written."""
    markup = read_markup(html)
    assert markup
    assert markup.head.lang == lang


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<p><em class='caption'>The hall before the talks.</em>The talks ended.</p>", 2),
        ("<p><em class='caption'>Hall</em> doors closed.</p>", 1),
        ("<p>The <em class='caption'>hall before the talks</em> was empty.</p>", 1),
        ("<p><span class='caption'><div>Hall</div></span>The talks ended.</p>", 2),
        ("<p><em>The hall before the talks</em> was empty.</p>", 1),
    ],
)
def test_a_box_that_opens_a_line_is_parted_from_it(markup: str, texts: int) -> None:
    """A caption inside of a paragraph is one by its class and its place; a marked word is none."""
    assert len(parsed(markup).blocks) == texts


def test_no_nesting_is_too_deep() -> None:
    """What stands in five thousand elements is read like what stands in one."""
    deep = parsed("<div>" * 5000 + "<p>one</p>" + "</div>" * 5000 + "<p>two</p>")
    assert [block.text for block in deep.blocks] == ["one", "two"]
