"""Mending an archive: what is left of a damaged file becomes a sound one.

Promises: the damaged file is never changed before a copy of it is kept; articles keep their ids,
and their corrections by hand where the article can be read; an article that cannot is read and
tagged again from its original; an original that cannot be read any more is replaced by the text
of its article; what is lost is named, article by article.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from sma_cli.answers import Check, Detail
from sma_cli.archive import Archive
from sma_cli.archive.keeping import keep_damaged, put_in_place
from sma_cli.archive.remains import Remains, remains
from sma_cli.document import Document, Evidence, Input, Mention, Tags
from sma_cli.errors import ArchiveDamaged, ArchiveUnwritable, InputRefused, UsageError
from sma_cli.record import Record


def salvage(path: Path, target: Path, *, record: Record) -> list[Check]:
    """Make a new archive at `target` of what is left at `path`; a check an article with losses."""
    if target.exists():
        raise UsageError(f"{target}: is there already", hint="name a new file")
    try:
        with Archive(target) as archive:
            found = [one for left in remains(path) for one in _saved(archive, left, record)]
            if not _has_articles(archive):
                raise ArchiveDamaged(
                    f"{path}: nothing can be read of it any more", hint="go back to a backup"
                )
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return found


def _has_articles(archive: Archive) -> bool:
    return archive.path.exists() and bool(archive.ids())


def _saved(archive: Archive, one: Remains, record: Record) -> Iterator[Check]:
    """Store what is left of an article; what is lost of it, if something is."""
    name = f"article {one.id}"
    try:
        document, tags, source, lost = _whole(one, record)
    except InputRefused as refusal:
        yield Check(name, (f"lost: its original cannot be read any more: {refusal.message}",))
        return
    if document is None or source is None:
        yield Check(name, ("lost, if it was not removed before",))
        return
    stored = archive.add(
        document, tags, source, identifier=one.id,
        ingested_at=one.detail.article.ingested_at if one.detail else None,
    )  # fmt: skip
    if stored.status == "duplicate" and stored.article is not None:
        lost = (*lost, f"left out: it says the same as article {stored.article.id}")
    if lost:
        yield Check(name, lost)


def _whole(
    one: Remains, record: Record
) -> tuple[Document | None, Tags, Input | None, tuple[str, ...]]:
    """An article made whole again, and what it has lost."""
    if one.detail is None or one.document is None:
        return _read_again(one, record)
    tags, lost = _tags_in(one.detail)
    if one.original is not None:
        return one.document, tags, one.original, lost
    text = Input(one.detail.origin.path, one.document.body.encode())
    return one.document, tags, text, (*lost, "its original is lost; its text stands in its place")


def _read_again(
    one: Remains, record: Record
) -> tuple[Document | None, Tags, Input | None, tuple[str, ...]]:
    from sma_cli.read import read
    from sma_cli.tag import tag

    if one.original is None:
        return None, Tags(), None, ()
    document = read(one.original)
    lost = "read again from its original; corrections by hand are lost, if there were any"
    return document, tag(document, record=record), one.original, (lost,)


def _tags_in(detail: Detail) -> tuple[Tags, tuple[str, ...]]:
    """The tags of a stored article, without evidence that does not stand where it should.

    What is said of its sums is read again from the evidence that does.
    """
    of_article = {one.name for one in fields(Tags)} - {
        "evidence", "mentions", "conflicts", "claims",
    }  # fmt: skip

    def stands(one: Evidence | Mention) -> bool:
        return detail.body[one.start : one.end] == one.text

    tags = Tags(
        **{name: getattr(detail.article, name) for name in of_article},
        evidence=tuple(filter(stands, detail.evidence)),
        mentions=tuple(filter(stands, detail.mentions)),
        conflicts=detail.conflicts,
    )
    left_out = len(detail.evidence) - len(tags.evidence) + len(detail.mentions) - len(tags.mentions)
    lost = f"words that are not in its body are left out: `sma retag {detail.article.id}` finds all"
    return tags, (lost,) if left_out else ()


def fix(path: Path, *, record: Record) -> tuple[Path, list[Check]]:
    """Put what can be saved in the place of a damaged archive.

    Gives the copy that is kept of the damaged file, and what was lost.
    """
    kept = keep_damaged(path)
    mended = path.with_name(f"{path.name}.mended")
    mended.unlink(missing_ok=True)
    try:
        lost = salvage(path, mended, record=record)
        put_in_place(mended, path)
    except OSError as error:
        raise ArchiveUnwritable(
            f"{path}: cannot be mended: {error.strerror}", hint=f"{kept} is as it was"
        ) from error
    finally:
        mended.unlink(missing_ok=True)
    return kept, lost
