"""From values to what a person or a program reads.

`records` holds the keys of the machine formats, `output` writes every format, `plain` the lines
of a pipe, `tables` what a terminal shows, `words` the phrases they share. Only `tables` needs
Rich, so a pipe never pays for it.
"""
