"""How commands parse, explain themselves and end."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from conftest import PROGRAMS, Sma
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sma_cli.cli.app import COMMANDS
from sma_cli.cli.command import QueryCommand, query_of, shielded
from sma_cli.cli.status import Status

OPTIONS = {"--sma": True, "-n": True, "--limit": True, "--json": False, "-h": False}


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        (["trump", "-japan"], "trump -japan"),
        (["-japan", "trump"], "-japan trump"),
        (["-north", "korea"], "-north korea"),
        (["-hello"], "-hello"),
        (['-"cost sharing"'], '-"cost sharing"'),
        (["-방위비"], "-방위비"),
        (["--", "-5%"], "-5%"),
        (["-", "a"], "- a"),
        (["Trump", "$5 billion"], "Trump $5 billion"),
        ([], ""),
    ],
)
def test_query_words_may_begin_with_a_dash(typed: list[str], query: str) -> None:
    """A word with one dash before it is a word of the query."""
    words = [one for one in shielded(typed, OPTIONS) if one != "--"]
    assert query_of(words) == query


@pytest.mark.parametrize(
    "typed",
    [["-n", "-5"], ["-n5"], ["--sma", "-japan"], ["--sma=12"], ["--json"], ["--optoin"], ["-h"]],
)
def test_options_and_their_values_stay_as_they_are(typed: list[str]) -> None:
    """What is an option, known or misspelt, is left to the parser, with its value."""
    assert list(shielded(typed, OPTIONS)) == typed


@given(st.lists(st.text()))
def test_nothing_typed_is_lost(typed: list[str]) -> None:
    """Every word typed reaches the query, whatever its characters."""
    assert len(list(shielded(typed, OPTIONS))) == len(typed)


def test_bytes_that_are_no_text_become_replacement_characters() -> None:
    """A query of broken bytes is a query that finds nothing, not a failure."""
    assert query_of([b"\xff\xfekorea".decode("utf-8", "surrogateescape")]) == "��korea"


@pytest.mark.parametrize("name", ["", *COMMANDS])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_begins_with_an_example_and_is_short(name: str, flag: str, sma: Sma) -> None:
    """Each help fits a screen, in a pipe as plain text, and shows first how it is done."""
    ran = sma(*filter(None, [name]), flag)
    lines = ran.out.splitlines()
    assert ran.status == Status.DONE
    assert lines[0].startswith(f"  sma {name}".rstrip())
    assert len(lines) < 38
    assert max(map(len, lines)) < 80
    assert "\x1b" not in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_help_lists_every_option(name: str, sma: Sma) -> None:
    """No option is hidden."""
    from sma_cli.cli.app import command_named

    listed = sma(name, "--help").out
    for parameter in command_named(name).params:
        for option in parameter.opts:
            assert not option.startswith("-") or option in listed


def test_alone_it_says_what_there_is(sma: Sma) -> None:
    """`sma` is `sma --help`."""
    assert sma() == sma("--help")


def test_version(sma: Sma) -> None:
    """The version is data: on standard output, alone."""
    from sma_cli import __version__

    assert sma("--version").out == f"sma {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serch"], "there is no command 'serch'\nhint: did you mean 'search'?"),
        (["frobnicate"], "there is no command 'frobnicate'\nhint: `sma --help`"),
        (["search", "--optoin", "x"], "no such option: --optoin"),
        (["search", "--limitt", "5", "x"], "--limit"),
        (["--optoin"], "no such option: --optoin"),
        (["search", "x", "-n", "many"], "'many'"),
        (["search", "x", "-n", "-5"], "-5"),
        (["search", "x", "--sma", "twelve"], "'twelve'"),
        (["search", "x", "--sort", "best"], "'best'"),
        (["search", "x", "--json", "--csv"], "--json and --csv exclude each other"),
        (["search"], "the query is empty"),
        (["search", "   "], "the query is empty"),
        (["search", "(korea"], "("),
        (["search", "sma:twelve"], "twelve"),
        (["search", "date:tomorrow"], "date"),
        (["search", "x", "--since", "soon"], "soon"),
        (["search", "x", "--lang", "klingon!"], "lang"),
        (["timeline", "--event", "party"], "party"),
        (["show"], "nothing to show"),
        (["show", "twelve"], "'twelve' is no id"),
        (["show", "99999999999999999999"], "is no id"),
        (["ingest"], "nothing to ingest\nhint: sma ingest article.txt"),
        (["ingest", "--encoding", "klingon", "a.txt"], "klingon"),
        (["info", "extra"], "extra"),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(
    arguments: list[str], said: str, archived: Sma
) -> None:
    """What has no meaning is named, the right form follows, and nothing is on standard output."""
    (archived.folder / "a.txt").write_text("Talks\n\nThe talks went on in Seoul on Tuesday.")
    ran = (
        archived(*arguments, SMA_DB=str(archived.folder / "x.db"))
        if (arguments[0] == "ingest")
        else archived(*arguments)
    )
    assert ran.status == Status.USAGE, ran
    assert ran.err.startswith("sma: error: ")
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_nothing_found_is_status_1(archived: Sma) -> None:
    """Nothing found is said on standard error, and every format is still valid."""
    assert archived("search", "zzzz").out == ""
    assert archived("search", "zzzz", "--json").out == "[]\n"
    assert archived("search", "zzzz", "--count").out == "0\n"
    for arguments in (["zzzz"], ["zzzz", "--json"], ["zzzz", "--count"]):
        ran = archived("search", *arguments)
        assert ran.status == Status.NOTHING_FOUND
        assert ran.err == "sma: nothing found: zzzz\n"
    ran = archived("timeline", "--sma", "99", "--json")
    assert (ran.status, ran.out) == (Status.NOTHING_FOUND, "[]\n")


def test_missing_ids_are_named_and_the_others_shown(archived: Sma) -> None:
    """`show` goes on after an id that is not there, and ends with status 1."""
    ran = archived("show", "1", "9999", "2", "--ids")
    assert (ran.status, ran.out) == (Status.NOTHING_FOUND, "1\n2\n")
    assert "no article 9999" in ran.err


def test_a_closed_pipe_is_quiet(archived: Sma) -> None:
    """`| head -1` says nothing and is no failure, with and without buffers."""
    for variables in ({}, {"PYTHONUNBUFFERED": "1"}):
        for arguments in (
            "search korea OR 한국",
            "search korea --json",
            "timeline",
            "show 1 2 3 4",
        ):
            ran = archived.shell(
                f"set -o pipefail; sma {arguments} | head -1 > /dev/null", **variables
            )
            assert (ran.status, ran.err) == (Status.DONE, ""), arguments


def test_a_long_output_to_a_closed_pipe_is_quiet(archived: Sma) -> None:
    """Also when far more than a pipe's buffer is left to write."""
    ids = " ".join(["1"] * 2000)
    for variables in ({}, {"PYTHONUNBUFFERED": "1"}):
        ran = archived.shell(
            f"set -o pipefail; sma show {ids} --ndjson | head -1 | wc -l", **variables
        )
        assert (ran.status, ran.out.strip(), ran.err) == (Status.DONE, "1", "")


def test_a_full_disk_is_said(archived: Sma) -> None:
    """Output that cannot be written is an error, not a success."""
    if not Path("/dev/full").exists():
        pytest.fail("this system has no /dev/full to test with")
    ran = archived.shell("sma search korea > /dev/full")
    assert ran.status == Status.UNEXPECTED
    assert ran.err == "sma: error: cannot write the output: No space left on device\n"


def test_closed_streams_are_no_failure(archived: Sma) -> None:
    """Standard output or error may be closed."""
    assert archived.shell("sma search korea >&-; echo $?").out == "0\n"
    assert archived.shell("sma search zzzz 2>&-; echo $?").out == "1\n"
    assert archived.shell("sma show - <&-; echo $?").out == "1\n"


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8", "ko_KR.eucKR"])
def test_data_is_utf_8_in_every_locale(archived: Sma, locale: str) -> None:
    """A pipe gets UTF-8 whatever the locale says."""
    ran = archived("search", "방위비", "--json", LANG=locale, LC_ALL=locale)
    assert ran.status == Status.DONE
    assert "방위비" in ran.out
    assert archived("search", "방위비", PYTHONIOENCODING="ascii").status == Status.DONE


def test_interrupting_ends_with_130(sma: Sma) -> None:
    """Ctrl-C is one word, no traceback, and what was stored stays."""
    process = subprocess.Popen(
        [str(PROGRAMS / "sma"), "ingest", "-"],
        env={**sma.variables, "SMA_DB": str(sma.folder / "sma.db")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (Status.INTERRUPTED, b"sma: interrupted\n")


def test_debug_shows_the_traceback(archived: Sma) -> None:
    """Only who asks for it sees the inside of the program."""
    for ran in (archived("--debug", "show", "x"), archived("show", "x", SMA_DEBUG="1")):
        assert "Traceback" in ran.err
        assert ran.status == Status.USAGE
    assert "Traceback" not in archived("show", "x").err


def test_an_unexpected_error_asks_for_a_report() -> None:
    """What no user can cause ends with status 70 and asks to be reported."""
    from sma_cli.cli.ending import status_of

    def fail(_: list[str]) -> None:
        raise ZeroDivisionError("division by zero")

    assert status_of(fail, []) == Status.UNEXPECTED


def test_statuses_are_those_of_the_contract() -> None:
    """Scripts rely on these numbers."""
    assert {one.name: one.value for one in Status} == {
        "DONE": 0,
        "NOTHING_FOUND": 1,
        "USAGE": 2,
        "ARCHIVE": 3,
        "REFUSED": 4,
        "UNEXPECTED": 70,
        "INTERRUPTED": 130,
    }


def test_a_query_command_is_a_command() -> None:
    """Commands with a query take `-word`."""
    assert {name for name, (kind, _) in COMMANDS.items() if kind is QueryCommand} == {
        "amounts",
        "export",
        "search",
        "timeline",
    }


def test_reading_creates_nothing(sma: Sma) -> None:
    """No reading command makes a file or a folder, not even in the user's data folder."""
    for command in (["search", "x"], ["timeline"], ["show", "1"], ["info"]):
        for extra in ([], ["--db", "new/folder/sma.db"]):
            ran = sma(*command, *extra)
            assert ran.status == Status.ARCHIVE
            assert "sma ingest" in ran.err
            assert list(sma.folder.iterdir()) == []


def test_where_the_archive_is(sma: Sma) -> None:
    """`--db`, else $SMA_DB, else the user's data folder."""
    (sma.folder / "a.txt").write_text("Talks go on\n\nThe envoys met in Seoul on Tuesday to talk.")
    sma("ingest", "a.txt", XDG_DATA_HOME=str(sma.folder / "data"))
    assert (sma.folder / "data" / "sma" / "sma.db").is_file()
    sma("ingest", "a.txt", SMA_DB="variable.db")
    assert (sma.folder / "variable.db").is_file()
    sma("ingest", "a.txt", "--db", "deep/option.db", SMA_DB="unused.db")
    assert (sma.folder / "deep" / "option.db").is_file()
    assert not (sma.folder / "unused.db").exists()


def test_ids_travel_from_search_to_show(archived: Sma) -> None:
    """`search --ids | xargs show --json` is one array; `-` reads ids from standard input."""
    count = int(archived("search", "trump", "--count").out)
    assert count > 1
    for way in ("xargs sma show --json", "sma show - --json"):
        ran = archived.shell(f"sma search trump --ids | {way}")
        assert ran.status == Status.DONE
        assert len(json.loads(ran.out)) == count


def test_one_id_is_still_an_array(archived: Sma) -> None:
    """`show --json` is an array whatever the number of ids."""
    assert len(json.loads(archived("show", "1", "--json").out)) == 1


def test_options_are_the_fields_of_the_query(archived: Sma) -> None:
    """An option finds what its field finds."""
    for option, value in [
        ("sma", "12"),
        ("round", "2"),
        ("event", "signed"),
        ("venue", "seoul"),
        ("source", "yonhap"),
        ("lang", "ko"),
        ("date", "2024-05..2024-07"),
        ("published", "2024"),
    ]:
        by_option = archived("search", f"--{option}", value, "--ids").out
        assert by_option == archived("search", f"{option}:{value}", "--ids").out != ""
    since = archived("search", "--since", "2024-05", "--until", "2024-07", "--ids").out
    assert since == archived("search", "date:2024-05..2024-07", "--ids").out


def test_limit_offset_and_order(archived: Sma) -> None:
    """A pipe gets everything; -n and --offset cut pages out of it; --sort orders."""
    every = archived("search", "lang:en", "--ids").out.split()
    assert len(every) == int(archived("search", "lang:en", "--count").out)
    assert archived("search", "lang:en", "--ids", "-n3").out.split() == every[:3]
    assert (
        archived("search", "lang:en", "--ids", "-n", "3", "--offset", "2").out.split()
        == (every[2:5])
    )
    assert archived("search", "lang:en", "--ids", "-n", "0").out.split() == every
    for order in ("newest", "oldest"):
        ran = archived("search", "lang:en", "--sort", order, "--ndjson")
        days = [json.loads(one)["published"] for one in ran.out.splitlines()]
        known = [one[:10] for one in days if one]
        assert known == sorted(known, reverse=order == "newest")


def test_the_original_comes_back_unchanged(archived: Sma) -> None:
    """`show --original` writes the bytes that were ingested."""
    from conftest import ARTICLES

    record = json.loads(archived("show", "3", "--json").out)[0]
    done = subprocess.run(
        [str(PROGRAMS / "sma"), "show", "3", "--original"],
        env=archived.variables,
        capture_output=True,
        check=True,
    )
    assert done.stdout == (ARTICLES / Path(record["origin"]["path"]).name).read_bytes()


# fmt: off
PIECES = st.sampled_from([
    "search", "timeline", "show", "info", "--json", "--ids", "-n", "5", "--sma", "12", "--", "-",
    "--sort", "newest", "--count", "-h", "$5 billion", "sma:", "(", '"', "..2024", "--since", "한",
])
# fmt: on


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.lists(PIECES | st.text(max_size=8), max_size=6))
def test_nothing_typed_is_a_fault_of_the_program(
    typed: list[str],
    samples: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the arguments, the program ends with a status that a user can act on."""
    from sma_cli.cli import run
    from sma_cli.cli.ending import status_of

    command = [one for one in typed[:1] if one in COMMANDS and one != "ingest"]
    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        status = status_of(run, [*command, "--db", str(samples), *typed[len(command) :]])
    assert status in set(Status) - {Status.UNEXPECTED}, capfd.readouterr().err
