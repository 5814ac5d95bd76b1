"""What may have gone wrong with a query that has a meaning all the same."""

import re

_DIGIT = re.compile(r"\d")


def lost_dollar(text: str) -> bool:
    """Whether a shell may have taken `$5` out of the query.

    Tell-tales: two blanks side by side, a number that begins with its decimals, and a magnitude
    (`billion`) that no number precedes.
    """
    if re.search(r"\S {2,}\S|(?:^|\s)[.,]\d", text):
        return True
    alone = re.search(r"(?:^|(\S*)\s)\s*(?:US)?(?:[mb]illion|trillion|bn|[억조]\b)", text)
    return alone is not None and not _is_number((alone[1] or "").casefold())


def _is_number(word: str) -> bool:
    from sma_cli.record import load_table

    vague = ("few", "many", "several")
    return bool(_DIGIT.search(word)) or word in vague or word in load_table("money")["number"]
