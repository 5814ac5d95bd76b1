"""The statuses the program ends with."""

from enum import IntEnum


class Status(IntEnum):
    """What a script can rely on."""

    DONE = 0
    NOTHING_FOUND = 1
    USAGE = 2
    ARCHIVE = 3
    REFUSED = 4
    UNEXPECTED = 70  # EX_SOFTWARE: no mistake of the user can end here
    INTERRUPTED = 130
