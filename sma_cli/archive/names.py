"""Other names of outlets and cities: `source:연합뉴스` is Yonhap, `venue:hawaii` is Honolulu.

The tables of the record decide; canonical names need none of this.
"""

import re

from sma_cli.record import load_table


def outlets_named(text: str) -> list[str]:
    """Canonical names of the outlets one of whose names contains the text."""
    wanted = text.casefold()
    return [
        outlet["name"]
        for outlet in load_table("outlets")["outlet"]
        if any(
            wanted in name.casefold()
            for name in (outlet.get("korean", ""), *outlet.get("names", ()))
        )
    ]


def venues_named(text: str) -> list[str]:
    """Canonical names of the cities that the text is another name of."""
    return [
        city
        for city, names in load_table("venues").items()
        if any(
            re.fullmatch(name, text, re.IGNORECASE)
            for name in (*names.get("en", ()), *names.get("ko", ()))
        )
    ]
