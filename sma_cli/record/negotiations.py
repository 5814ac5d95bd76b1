"""The record of past negotiations: which agreement, round and milestone was when and where.

It fills what an article leaves open (`inferred`) and never overrules what the article says. A
record is one TOML file of `[[agreement]]` and `[[round]]` tables; the shipped one is
`negotiations.toml`, and an empty record leaves every article to its own words.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sma_cli.article import Event
from sma_cli.errors import RecordError
from sma_cli.record.tables import load_table

MILESTONES: tuple[Event, ...] = ("agreed", "initialled", "signed", "ratified", "in_force")
# Fewer digits fit demands and offers as well.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement: its years, the months of its talks (`YYYY-MM`), its milestones' dates.

    `krw` and `usd` are the sum of its first year, or the two parts of it; `change` is in percent
    of the year before. `shares` are the sums in won of all years that are known. `sources` are
    addresses of pages that say so, each once.
    """

    number: int
    years: tuple[int, int]
    talks: tuple[str, str] | None = None
    milestones: dict[Event, str] = field(default_factory=dict)
    krw: int | None = None
    usd: int | None = None
    change: float | None = None
    shares: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One round, or one meeting beside the numbered ones (`number` is None)."""

    sma: int
    number: int | None
    start: str
    end: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of past negotiations, ordered by number and by date."""

    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()

    def agreement_in_force_from(self, year: int) -> int | None:
        """The number of the agreement whose first year this is."""
        return next((one.number for one in self.agreements if one.years[0] == year), None)

    def agreement_in_force_until(self, year: int) -> int | None:
        """The number of the agreement whose last year this is."""
        return next((one.number for one in self.agreements if one.years[-1] == year), None)

    def agreement_of_talks(self, published: date) -> int | None:
        """The number of the agreement that `the talks` or `the deal` meant on that day."""
        begun = [
            one.number
            for one in self.agreements
            if one.talks and one.talks[0] <= published.isoformat()[:7]
        ]
        return max(begun, default=None)

    def agreement_of_share(self, krw: int) -> int | None:
        """The number of the first agreement under which a year's share was this sum.

        Sums of three and more digits are also found rounded.
        """
        for one in self.agreements:
            if any(share == krw or _is_rounded(krw, share) for share in one.shares):
                return one.number
        return None

    def milestone(self, number: int, event: Event) -> str | None:
        """The day (or month) of a milestone."""
        for one in self.agreements:
            if one.number == number:
                return one.milestones.get(event)
        return None

    def meeting(self, sma: int, number: int) -> Meeting | None:
        """A numbered round."""
        found = (one for one in self.meetings if (one.sma, one.number) == (sma, number))
        return next(found, None)

    def meeting_near(self, sma: int, start: date, end: date) -> Meeting | None:
        """The first numbered round that touches the days from start to end."""
        first, last = start.isoformat(), end.isoformat()
        for one in self.meetings:
            overlaps = one.start <= last and first <= (one.end or one.start)
            if one.sma == sma and one.number is not None and overlaps:
                return one
        return None


def _is_rounded(rough: int, exact: int) -> bool:
    """Whether a sum is another one, rounded or cut to the digits that it prints, three at least."""
    digits = str(rough).rstrip("0")
    if len(digits) < _DIGITS:
        return False
    unit = int(10 ** (len(str(rough)) - len(digits)))
    return 0 <= exact - rough < unit or abs(exact - rough) * 2 <= unit


def load_record(path: str | None = None) -> Record:
    """The record in a TOML file; the shipped one for None, an empty one for `none`.

    Raises RecordError, naming the file and the place, where it cannot be read.
    """
    if path == "none":
        return Record()
    if path is None:
        return _record(load_table("negotiations"))
    import tomllib

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the path is shown as it was given
            return _record(tomllib.load(file))
    except OSError as error:
        raise RecordError(
            f"cannot read the record of past negotiations {path}: {error.strerror}",
            hint="set SMA_RECORD to a TOML file, to `none`, or unset it",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{path} is not TOML: {error}", hint="correct the place named") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(
            f"{path} is no record of past negotiations: {error!s}",
            hint="an [[agreement]] needs number and years, a [[round]] needs sma and start",
        ) from error


def _record(table: dict[str, Any]) -> Record:
    agreements = [_agreement(one) for one in table.get("agreement", [])]
    meetings = [_meeting(one) for one in table.get("round", [])]
    return Record(
        tuple(sorted(agreements, key=lambda one: one.number)),
        tuple(sorted(meetings, key=lambda one: (one.sma, one.start))),
    )


def _agreement(table: dict[str, Any]) -> Agreement:
    first, last = table["years"]
    talks = table.get("talks")
    paid: dict[str, Any] = next((one for one in table.get("sums", []) if one["year"] == first), {})
    krw, usd, change = (paid.get(key) for key in ("krw", "usd", "change_percent"))
    return Agreement(
        number=int(table["number"]),
        years=(int(first), int(last)),
        talks=(str(talks[0]), str(talks[1])) if talks else None,
        milestones={event: str(table[event]["date"]) for event in MILESTONES if event in table},
        krw=None if krw is None else int(krw),
        usd=None if usd is None else int(usd),
        change=None if change is None else float(change),
        shares=tuple(int(one["krw"]) for one in table.get("sums", []) if "krw" in one),
        sources=_sources([paid, *(table[event] for event in MILESTONES if event in table)]),
    )


def _sources(facts: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(one) for fact in facts for one in fact.get("sources", ())))


def _meeting(table: dict[str, Any]) -> Meeting:
    number, end, venue = table.get("number"), table.get("end"), table.get("venue")
    return Meeting(
        sma=int(table["sma"]),
        number=None if number is None else int(number),
        start=date.fromisoformat(str(table["start"])).isoformat(),
        end=None if end is None else date.fromisoformat(str(end)).isoformat(),
        venue=None if venue is None else str(venue),
    )
