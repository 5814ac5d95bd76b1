"""Every error a user can meet, as one small tree.

    SmaError
    ├── InputRefused      one input cannot become an article; its neighbours can
    ├── NotFound          there is no such article
    ├── UsageError        what was typed has no meaning
    │   ├── QueryError    … in a query: carries the place
    │   └── RecordError   … in a record of past negotiations
    └── ArchiveError      the archive cannot be used
        ├── ArchiveMissing
        ├── ArchiveUnreadable
        ├── ArchiveNotOurs
        ├── ArchiveNewer
        ├── ArchiveLocked
        ├── ArchiveDamaged
        └── ArchiveUnwritable

Each carries the sentence to show and the next step to take. The library raises them; only
`cli/` turns them into a line on standard error and an exit status.
"""


class SmaError(Exception):
    """What went wrong (`message`) and what to do next (`hint`, may be empty)."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputRefused(SmaError):
    """One input that cannot become an article; `path` says which."""

    def __init__(self, message: str, *, hint: str = "", path: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = path


class NotFound(SmaError):
    """Nothing in the archive answers to the id or the query."""


class UsageError(SmaError):
    """An option, argument or table that has no meaning."""


class QueryError(UsageError):
    """A query with a broken field value or bracket; `place` is its offset in the query."""

    def __init__(self, message: str, *, hint: str = "", place: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.place = place


class RecordError(UsageError):
    """A record of past negotiations that cannot be read."""


class ArchiveError(SmaError):
    """An archive that cannot be used."""


class ArchiveMissing(ArchiveError):
    """There is no file at the path."""


class ArchiveUnreadable(ArchiveError):
    """The file cannot be opened: no permission, or its folder does not let it be read."""


class ArchiveNotOurs(ArchiveError):
    """The file is not an archive of this program."""


class ArchiveNewer(ArchiveError):
    """The archive was written by a newer version of this program."""


class ArchiveOlder(ArchiveError):
    """The archive was written by an older version of this program; writing to it upgrades it."""


class ArchiveLocked(ArchiveError):
    """Another program is writing to the archive."""


class ArchiveDamaged(ArchiveError):
    """The file or its index is damaged."""


class ArchiveUnwritable(ArchiveError):
    """The archive cannot be written: read-only, or the disk is full."""
