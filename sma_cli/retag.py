"""Correcting articles by hand, and reading and tagging again what is stored, composed.

Promises: what a user has set by hand stands until the user gives it back; a correction of many
articles is made as a whole or not at all; an original that cannot be read any more leaves its
article as it was.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sma_cli.answers import Change, Detail, Revision
from sma_cli.archive import Archive
from sma_cli.archive.correcting import as_stored
from sma_cli.article import Article, Basis
from sma_cli.by_hand import FIELDS, TAGS, fields_of, is_by_hand, values_in
from sma_cli.document import Document, Input, Tags
from sma_cli.errors import ArchiveDamaged, InputRefused, NotFound
from sma_cli.record import Record
from sma_cli.tag.conflicts import days


class _Draft(NamedTuple):
    """What an article is, and what it is to be."""

    before: Detail
    document: Document
    tags: Tags
    after: Detail


def correct(
    archive: Archive,
    ids: Iterable[int],
    *,
    by_hand: Mapping[str, Any],
    automatic: Collection[str] = (),
    record: Record,
    dry_run: bool = False,
) -> list[Revision]:
    """Set values by hand (see `by_hand.values_of`) and give those named `automatic` back.

    One transaction for all; with `dry_run` nothing is stored. Raises NotFound for ids that no
    article has, and InputRefused where an original that is needed cannot be read; then nothing
    has changed.
    """

    def draft(before: Detail) -> _Draft:
        return _corrected(archive, before, by_hand, automatic, record)

    if not dry_run:
        with archive.transaction():
            pass  # An archive of an older version is upgraded before it is read.
    drafts = [draft(archive.article(one)) for one in _known(archive, ids)]
    if dry_run:
        return [_revision(one) for one in drafts]
    with archive.transaction():
        return [_put(archive, one, draft) for one in drafts]


def retag(
    archive: Archive, ids: Iterable[int] | None = None, *, record: Record, dry_run: bool = False
) -> Iterator[Revision]:
    """Read and tag the originals of these articles, or of all, again, one after the other.

    What is reported is on disk; with `dry_run` it is only what would be. Raises NotFound, before
    anything is read, for ids that no article has.
    """
    if not dry_run:
        with archive.transaction():
            pass  # An archive of an older version is upgraded before it is read.
    wanted = archive.ids() if ids is None else _known(archive, ids)
    return _retagged(archive, wanted, record, dry_run=dry_run)


def _known(archive: Archive, ids: Iterable[int]) -> list[int]:
    """Each of the ids once; raises NotFound that names those that no article has."""
    wanted = list(dict.fromkeys(ids))
    missing = sorted(set(wanted).difference(archive.ids()))
    if not missing:
        return wanted
    names = ", ".join(str(one) for one in missing[:10]) + (", …" if len(missing) > 10 else "")
    articles = "article" if len(missing) == 1 else "articles"
    raise NotFound(
        f"no {articles} {names} in {archive.path}; nothing was changed",
        hint="`sma search` gives ids",
    )


def _retagged(
    archive: Archive, ids: Iterable[int], record: Record, *, dry_run: bool
) -> Iterator[Revision]:
    for one in ids:
        try:
            revision = _retagged_one(archive, one, record, dry_run=dry_run)
        except NotFound:
            continue  # Another program has removed it since.
        yield revision


def _retagged_one(archive: Archive, identifier: int, record: Record, *, dry_run: bool) -> Revision:
    def draft(before: Detail) -> _Draft:
        return _read_again(archive, before, record)

    before = archive.article(identifier)
    try:
        drafted = draft(before)
    except (InputRefused, ArchiveDamaged) as error:
        return Revision(before.article, "refused", error=error.message, hint=error.hint)
    if dry_run or _is_stored(archive, drafted):
        return _revision(drafted)
    with archive.transaction():
        return _put(archive, drafted, draft)


def _is_stored(archive: Archive, drafted: _Draft) -> bool:
    """Whether nothing is to be written, also of what an article does not show."""
    identifier = drafted.before.article.id
    return drafted.after == drafted.before and archive.holds(
        identifier, drafted.document, drafted.tags
    )


def _put(archive: Archive, drafted: _Draft, draft: Callable[[Detail], _Draft]) -> Revision:
    """Store a draft; made anew where another program has changed the article since."""
    identifier = drafted.before.article.id
    now = archive.article(identifier)
    if now != drafted.before:
        drafted = draft(now)
    archive.replace(identifier, drafted.document, drafted.tags)
    # The archive itself decides whether it is a copy now.
    return replace(_revision(drafted), article=archive.article(identifier).article)


def _corrected(
    archive: Archive,
    before: Detail,
    by_hand: Mapping[str, Any],
    automatic: Collection[str],
    record: Record,
) -> _Draft:
    kept = values_in(before.article)
    given_back = [name for name in automatic if is_by_hand(before.article, name)]
    document = archive.document(before.article.id)
    if any(name in FIELDS for name in given_back):
        fresh = _read_original(archive, before)
        fields = {name: getattr(fresh, name) for name in given_back if name in FIELDS}
        document = replace(document, **fields)
    for name in given_back:
        for field in fields_of(name):
            del kept[field]
    return _draft(before, document, {**kept, **by_hand}, record)


def _read_again(archive: Archive, before: Detail, record: Record) -> _Draft:
    document = _read_original(archive, before)
    return _draft(before, document, values_in(before.article), record)


def _read_original(archive: Archive, before: Detail) -> Document:
    from sma_cli.read import NO_LIMIT, read

    origin = before.origin
    encoding = origin.encoding if is_by_hand(before.article, "encoding") else None
    source = Input(origin.path, archive.original(before.article.id))
    return read(source, encoding=encoding, largest=NO_LIMIT)


def _draft(
    before: Detail, document: Document, by_hand: Mapping[str, Any], record: Record
) -> _Draft:
    """The article as it is with the values by hand, and all others from its text."""
    from sma_cli.tag import tag
    from sma_cli.tag.overruled import overruled

    fields = {name: value for name, value in by_hand.items() if name in FIELDS}
    document = replace(document, **fields)
    tags = overruled(
        tag(document, record=record),
        {name: value for name, value in by_hand.items() if name not in FIELDS},
        record=record,
    )
    stays = [name for name in ("encoding",) if is_by_hand(before.article, name)]
    basis: dict[str, Basis] = {**tags.basis, **dict.fromkeys([*fields, *stays], "manual")}
    tags = replace(tags, basis=basis)
    return _Draft(before, document, tags, as_stored(before, document, tags))


def _revision(drafted: _Draft) -> Revision:
    changes = tuple(_changes(drafted.before, drafted.after))
    return Revision(drafted.after.article, "changed" if changes else "unchanged", changes)


def _changes(before: Detail, after: Detail) -> Iterator[Change]:
    old, new = before.article, after.article
    for name in (*FIELDS, *TAGS, "amounts", "percents"):
        values = _value(old, name), _value(new, name)
        bases = old.basis.get(name), new.basis.get(name)
        if values[0] != values[1] or bases[0] != bases[1]:
            yield Change(name, *values, *bases)
    for name in ("body", "conflicts"):
        if getattr(before, name) != getattr(after, name):
            yield Change(name, getattr(before, name), getattr(after, name))


def _value(article: Article, name: str) -> object:
    if name != "dates":
        return getattr(article, name)
    start = article.event_start
    return None if start is None else days(start, article.event_end)
