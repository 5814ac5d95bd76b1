"""Correcting by hand: all or nothing, at once everywhere, and for good."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ARTICLES, Ran, Sma
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_archive_storing import index_is_sound

from sma_cli.archive import Archive, Filters
from sma_cli.archive.correcting import as_stored
from sma_cli.by_hand import values_of
from sma_cli.document import Contradiction, Document, Evidence, Input, Tags
from sma_cli.errors import ArchiveMissing, InputRefused, NotFound
from sma_cli.ingest import ingest
from sma_cli.record import Record, load_record
from sma_cli.retag import correct

RECORD = load_record(None)
SECOND = (
    "Envoys hold second round of defense cost talks\n\nYonhap\nMay 24, 2024\n\n"
    "SEOUL, May 24 (Yonhap) -- South Korea and the United States held the second round of talks on "
    "the 12th Special Measures Agreement in Seoul from May 21 to 23, the foreign ministry said.\n\n"
    "The U.S. side once asked for $5 billion, and the ministry would not say what it wants now.\n"
)
UNDATED = (
    "Envoys hold third round of defense cost talks\n\n"
    "South Korea and the United States ended the third round of talks on the 12th Special Measures "
    "Agreement in Washington on Wednesday, officials said, without saying what they agreed.\n\n"
    "Both sides will meet again, the officials said, to narrow the gap between their figures.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive of two articles."""
    archive = Archive(tmp_path / "sma.db")
    inputs = [Input(f"{n}.txt", text.encode()) for n, text in enumerate((SECOND, UNDATED), 1)]
    assert [one.status for one in ingest(archive, inputs, record=RECORD)] == ["added"] * 2
    return archive


def by_hand(archive: Archive, *ids: int, record: Record = RECORD, **typed: str) -> None:
    """Set values as a user types them."""
    correct(archive, ids, by_hand=values_of(typed), record=record)


def test_search_and_timeline_see_it_at_once(archive: Archive) -> None:
    """Every filter, the index of words and the timeline go by the value by hand."""
    by_hand(archive, 1, round="7", venue="Jeju", title="Quite another headline", source="Newsis")
    found = [hit.article.id for hit in archive.search("sma:12 round:7 venue:jeju")]
    assert found == [1]
    assert archive.count("quite another") == archive.count("source:newsis") == 1
    assert archive.count("hold second") == 0
    assert archive.count("", filters=Filters(round=2)) == 0
    (entry,) = archive.timeline("round:7")
    assert (entry.round, entry.venue, entry.title) == (7, "Jeju", "Quite another headline")
    assert entry.basis["venue"] == "manual"
    index_is_sound(archive)


def test_an_amount_in_a_new_headline_is_found(archive: Archive) -> None:
    """What is indexed of sums follows the headline."""
    by_hand(archive, 2, title="Washington asks for $3.5 billion")
    assert [hit.article.id for hit in archive.search("35억 달러")] == [2]
    by_hand(archive, 2, title="Washington asks for more")
    assert archive.count("$3.5 billion") == 0
    index_is_sound(archive)


def test_the_word_of_a_user_outweighs_the_others(archive: Archive) -> None:
    """One article by hand decides an entry of the timeline."""
    by_hand(archive, 2, round="2", dates="2024-05-20..2024-05-22")
    (entry,) = archive.timeline("round:2")
    assert (entry.start, entry.end, entry.articles) == ("2024-05-20", "2024-05-22", (1, 2))
    assert entry.basis["start"] == "manual"


def test_an_unknown_id_changes_nothing(archive: Archive) -> None:
    """All ids or none; the error names those that there are not."""
    before = [archive.article(one) for one in (1, 2)]
    with pytest.raises(NotFound) as error:
        by_hand(archive, 1, 98, 2, 2**70, -1, round="9")
    assert all(word in error.value.message for word in ("-1, 98", str(2**70), "nothing was"))
    assert [archive.article(one) for one in (1, 2)] == before


def test_a_second_ingest_leaves_it_alone(archive: Archive) -> None:
    """The same bytes and the same body are duplicates, as corrected."""
    by_hand(archive, 1, round="9", title="Mine")
    inputs = [Input("1.txt", SECOND.encode()), Input("x.txt", f"\n{SECOND}".encode())]
    outcomes = list(ingest(archive, inputs, record=RECORD))
    assert [one.status for one in outcomes] == ["duplicate", "duplicate"]
    assert [one.article.round for one in outcomes if one.article] == [9, 9]
    assert archive.article(1).article.title == "Mine"


def test_a_day_of_publication_by_hand_dates_the_words(archive: Archive) -> None:
    """`Wednesday` is computed once it is known when that was written."""
    before = archive.article(2).article
    assert (before.published, before.basis["dates"]) == (None, "inferred")
    by_hand(archive, 2, published="2024-06-20")
    after = archive.article(2).article
    assert (after.event_end, after.basis["dates"]) == ("2024-06-19", "resolved")
    assert after.basis["published"] == "manual"


def test_what_is_given_back_is_what_the_tagger_says(archive: Archive) -> None:
    """Field by field, or all at once; fields of the page are read from the original again."""
    before = [archive.article(one) for one in (1, 2)]
    by_hand(
        archive, 1, 2, sma="11", event="signed", round="none", dates="2021-04-08", venue="Seoul",
        published="2021-04-09", source="Hani", title="Mine",
    )  # fmt: skip
    (one, other) = correct(archive, [1, 2], by_hand={}, automatic=["title", "venue"], record=RECORD)
    assert [change.field for change in one.changes] == ["title", "venue"]
    assert other.article.title == before[1].article.title
    assert (one.article.sma, one.article.basis["sma"]) == (11, "manual")
    names = ("sma", "event", "round", "dates", "venue", "published", "source", "title")
    correct(archive, [1, 2], by_hand={}, automatic=names, record=RECORD)
    assert [archive.article(one) for one in (1, 2)] == before
    index_is_sound(archive)


def test_values_can_be_set_while_others_are_given_back(archive: Archive) -> None:
    """What is set in the same breath stays."""
    by_hand(archive, 1, round="9", venue="Jeju")
    values = values_of({"round": "3"})
    correct(archive, [1], by_hand=values, automatic=["round", "venue"], record=RECORD)
    article = archive.article(1).article
    assert (article.round, article.venue) == (3, "Seoul")
    assert (article.basis["round"], article.basis["venue"]) == ("manual", "stated")


def test_what_changed_is_reported(archive: Archive) -> None:
    """Each field with what it was and how it was known; an article twice named once."""
    revisions = correct(archive, [1, 2, 1], by_hand=values_of({"round": "2"}), record=Record())
    assert [one.article.id for one in revisions] == [1, 2]
    (change,) = revisions[0].changes
    assert (change.field, change.old, change.new) == ("round", 2, 2)
    assert (change.old_basis, change.new_basis) == ("stated", "manual")
    again = correct(archive, [1, 2], by_hand=values_of({"round": "2"}), record=Record())
    assert [(one.status, one.changes) for one in again] == [("unchanged", ())] * 2


def test_conflicts_are_kept_and_go_with_what_they_concern(archive: Archive) -> None:
    """Other days than the record's are stored with the article until a user decides."""
    by_hand(archive, 1, round="3")
    days = Contradiction("dates", "2024-05-21..2024-05-23", "2024-06-10..2024-06-12")
    assert archive.article(1).conflicts == (days, Contradiction("venue", "Seoul", "Washington"))
    by_hand(archive, 1, venue="Seoul")
    assert archive.article(1).conflicts == (days,)
    by_hand(archive, 1, round="2")
    assert archive.article(1).conflicts == ()


def test_a_correction_needs_no_original(archive: Archive) -> None:
    """A damaged original stops only what must be read from it, and that as a whole."""
    by_hand(archive, 1, 2, title="Mine")
    with archive.transaction() as database:
        database.execute("UPDATE originals SET zlib = zeroblob(9) WHERE article_id = 2")
    by_hand(archive, 2, round="4", title="Still mine")
    assert archive.article(2).article.round == 4
    correct(archive, [2], by_hand={}, automatic=["round"], record=RECORD)
    assert archive.article(2).article.round == 3
    before = archive.article(1)
    with pytest.raises(Exception, match="damaged"):
        correct(archive, [1, 2], by_hand={}, automatic=["title"], record=RECORD)
    assert archive.article(1) == before


def test_an_original_that_holds_no_article_any_more_is_refused(tmp_path: Path) -> None:
    """As a reader of another version may find."""
    with Archive(tmp_path / "sma.db") as archive:
        archive.add(Document("T", "Some words."), Tags(basis={"title": "manual"}), Input("x", b""))
        with pytest.raises(InputRefused):
            correct(archive, [1], by_hand={}, automatic=["title"], record=RECORD)
        assert archive.article(1).article.basis == {"title": "manual"}


def test_correcting_makes_no_archive(tmp_path: Path) -> None:
    """A path with nothing, or an empty file, is no archive to correct."""
    (tmp_path / "empty.db").touch()
    for name in ("none.db", "empty.db"):
        with pytest.raises(ArchiveMissing):
            by_hand(Archive(tmp_path / name), 1, round="3")
    assert [one.name for one in tmp_path.iterdir()] == ["empty.db"]
    assert (tmp_path / "empty.db").read_bytes() == b""


def test_a_transaction_is_all_or_nothing(archive: Archive) -> None:
    """An error in the block takes back what came before it, also in the index."""
    before = archive.article(1)
    document = replace(archive.document(1), body="Other words.", title="Other")

    def replace_both() -> None:
        with archive.transaction():
            archive.replace(1, document, Tags())
            assert archive.article(1).body == "Other words."
            archive.replace(99, document, Tags())

    with pytest.raises(NotFound):
        replace_both()
    assert archive.article(1) == before
    assert archive.count("other words") == 0
    index_is_sound(archive)


def test_two_articles_may_come_to_the_same_body(archive: Archive) -> None:
    """Nothing stored is lost: both stay, and the body is a duplicate from then on."""
    same = archive.document(1)
    archive.replace(2, same, Tags())
    archive.replace(2, same, Tags())
    assert archive.article(2).body == archive.article(1).body
    again = archive.add(same, Tags(), Input("other.txt", b"other bytes"))
    assert (again.status, again.article and again.article.id) == ("duplicate", 1)
    archive.replace(2, replace(same, body="Its own words."), Tags())
    assert archive.add(
        replace(same, body="its own  words."), Tags(), Input("y", b"y")
    ).article == archive.article(2).article  # fmt: skip
    index_is_sound(archive)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(min_size=1), st.text(min_size=1), st.none() | st.text(), st.integers(0, 99))
def test_what_is_foretold_is_what_is_stored(
    archive: Archive, title: str, body: str, venue: str | None, round_number: int
) -> None:
    """An article is afterwards what a dry run says, whatever its text."""
    before = archive.article(1)
    document = replace(archive.document(1), title=title, body=body, encoding="cp949")
    tags = Tags(
        12,
        "round",
        round_number,
        venue=venue,
        basis={"venue": "manual", "title": "manual"},
        evidence=(Evidence("venue", str(venue), body, 0, len(body)),),
        conflicts=(Contradiction("venue", title, body),),
    )
    archive.replace(1, document, tags)
    assert archive.article(1) == as_stored(before, document, tags)
    assert archive.holds(1, document, tags)
    assert not archive.holds(1, replace(document, dateline="SEOUL"), tags)


def test_writers_of_other_programs_are_not_overwritten(archive: Archive, tmp_path: Path) -> None:
    """A correction starts from what is there at the moment of writing."""
    revision = None

    class Slow(Archive):
        """An archive in which another program is quicker."""

        def document(self, identifier: int) -> Document:
            """The document, after which another program corrects the article."""
            found = super().document(identifier)
            nonlocal revision
            if revision is None:
                revision = "begun"
                with Archive(tmp_path / "sma.db") as other:
                    by_hand(other, 1, venue="Jeju")
            return found

    with Slow(tmp_path / "sma.db") as slow:
        by_hand(slow, 1, round="9")
    article = archive.article(1).article
    assert (article.round, article.venue) == (9, "Jeju")


# The command.


@pytest.fixture
def mine(sma: Sma) -> Sma:
    """The program with an archive of three sample articles of its own."""
    names = ("en-01.txt", "ko-04.txt", "en-05.html")
    files = [str(shutil.copy(ARTICLES / name, sma.folder)) for name in names]
    program = Sma(sma.folder, {**sma.variables, "SMA_DB": str(sma.folder / "mine.db")})
    assert program("ingest", *files).status == 0
    return program


def shown(sma: Sma, identifier: int) -> dict[str, object]:
    """The record of an article."""
    (record,) = json.loads(sma("show", str(identifier), "--json").out)
    assert isinstance(record, dict)
    return record


def test_the_command_of_the_readme(mine: Sma) -> None:
    """Every option at once, for several articles."""
    ran = mine(
        "tag", "1", "2", "--round", "3", "--event", "round", "--dates", "2024-06-10..2024-06-12",
        "--venue", "washington d.c.", "--published", "2024-06-12", "--source", "연합뉴스",
        "--title", "T", "--sma", "none",
    )  # fmt: skip
    assert (ran.status, ran.err) == (0, "sma: 2 articles changed\n")
    for number in (1, 2):
        record = shown(mine, number)
        assert [record[key] for key in ("sma", "event", "round", "event_start", "event_end")] == [
            None, "round", 3, "2024-06-10", "2024-06-12",
        ]  # fmt: skip
        assert [record[key] for key in ("venue", "published", "source", "title")] == [
            "Washington", "2024-06-12", "Yonhap", "T",
        ]  # fmt: skip
        assert set(record["basis"].values()) == {"manual"}  # type: ignore[attr-defined]
        assert len(record["basis"]) == 8  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "said"),
    [
        (["-", "--round", "3"], b"1\n2\n", 0, "2 articles changed"),
        (["-", "--round", "3"], b"", 1, "no ids came in"),
        (["-", "--round", "3"], b"1 x", 2, "'x' is no id"),
        (["--round", "3"], b"", 2, "nothing to tag"),
        (["1"], b"", 2, "nothing to tag"),
        ([], b"", 2, "nothing to tag"),
        (["venue", "--auto"], b"", 1, "no ids came in"),
        (["1", "venue"], b"", 2, "nothing to tag"),
        (["1", "venue", "--round", "3"], b"", 2, "'venue' is no id"),
        (["1", "score", "--auto"], b"", 2, "'score' is no id"),
        (["1", "9", "--round", "3"], b"", 1, "nothing was changed"),
        (["1", "--round", "x"], b"", 2, "'x' is no number of a round"),
        (["1", "--event", "sgned"], b"", 2, "did you mean 'signed'"),
        (["1", "--dates", "2024-06"], b"", 2, "whole days"),
        (["1", "--venue", "Honolul"], b"", 0, "did you mean Honolulu?"),
        (["1", "--venue", "Busan"], b"", 0, "1 article changed"),
        (["1", "--auto"], b"", 0, "0 articles changed, 1 as before"),
    ],
)
def test_what_the_command_says(
    mine: Sma, arguments: list[str], stdin: bytes, status: int, said: str
) -> None:
    """A sentence and a status for each way to call it; an error changes nothing."""
    before = [shown(mine, number) for number in (1, 2, 3)]
    ran = mine("tag", *arguments, stdin=stdin)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    if status:
        assert ran.out == ""
        assert [shown(mine, number) for number in (1, 2, 3)] == before


def test_ids_go_through_pipes(mine: Sma) -> None:
    """Those that changed come out as ids."""
    ran = mine.shell("sma search defense --ids | sma tag - --venue Jeju --ids | sort | xargs")
    assert ran.out == "1 3\n"
    assert mine("search", "venue:jeju", "--count").out == "2\n"
    back: Ran = mine("tag", "1", "3", "venue", "--auto", "--json")
    assert [one["changes"][0]["new"] for one in json.loads(back.out)] == ["Seoul", "Seoul"]


def test_a_closed_pipe_changes_all_the_same(mine: Sma) -> None:
    """Whoever reads the report may go."""
    ran = mine.shell("sma tag 1 2 3 --venue Jeju | head -n 0; sma search venue:jeju --count")
    assert ran.out == "3\n"


def test_titles_are_text(mine: Sma) -> None:
    """Control characters, markup and SQL in a value are only text."""
    title = "'; DROP TABLE articles; -- [b] \x1b[2J"
    assert mine("tag", "1", "--title", title).status == 0
    assert shown(mine, 1)["title"] == title
    assert "\x1b" not in mine("show", "1").out
    assert mine("info").status == 0


def test_an_archive_of_another_program_is_left_alone(sma: Sma) -> None:
    """Neither a missing nor a foreign file is touched."""
    sqlite3.connect(sma.folder / "other.db").execute("CREATE TABLE x (y)").connection.close()
    before = (sma.folder / "other.db").read_bytes()
    for name in ("none.db", "other.db"):
        assert sma("tag", "1", "--round", "3", "--db", name).status == 3
        assert sma("retag", "--db", name).status == 3
    assert (sma.folder / "other.db").read_bytes() == before
    assert [one.name for one in sma.folder.iterdir()] == ["other.db"]


def test_articles_to_tag_can_be_chosen_by_a_query(mine: Sma) -> None:
    """`--where` stands for ids; a broken query changes nothing; fields ask for what was set."""
    ran = mine("tag", "--where", "sma:12", "--venue", "Jeju", "--ids")
    assert ran.status == 0
    assert ran.out
    found = mine("search", "venue:jeju basis:venue=manual", "--ids", "--copies")
    assert sorted(found.out.split()) == sorted(ran.out.split())
    assert mine("tag", "--where", "sma:x", "--venue", "Seoul").status == 2
    assert mine("tag", "--where", "zzzz", "--venue", "Seoul").status == 1
    assert mine("tag", "--where", "sma:12", "--auto", "venue").status == 0
    assert mine("search", "basis:manual", "--count").out == "0\n"


def test_a_query_that_changes_many_asks_first(sma: Sma) -> None:
    """More than ten articles need a yes, ten none; a dry run changes and asks nothing."""
    sma("ingest", *(str(one) for one in sorted(ARTICLES.glob("*.txt"))))
    many = ("tag", "--where", "sma:11 OR sma:12", "--venue", "Jeju")
    refused = sma(*many)
    assert refused.status == 2
    assert "would change" in refused.err
    assert "--yes" in refused.err
    foretold = sma(*many, "--dry-run", "--ids")
    assert (foretold.status, len(foretold.out.split()) > 10) == (0, True)
    assert "would change" in foretold.err
    assert sma("search", "basis:manual", "--count").out == "0\n"
    assert sma(*many, "--yes", "--ids").out == foretold.out
    assert sma(*many).status == 0
    few = ("tag", "--where", "sma:12 round:8", "--auto", "venue")
    assert sma(*few, "--dry-run", "--ids").out == sma(*few, "--ids").out != ""
