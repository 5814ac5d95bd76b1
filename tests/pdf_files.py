"""PDF files written by hand: lines of text, Korean too, or none, or behind a password."""

import io
import zlib
from collections.abc import Sequence

# Where a line stands: its text, and how far it is below the line above, in points.
Printed = tuple[str, int]


def pdf(pages: Sequence[Sequence[Printed]], *, encoding: str = "UniKS-UCS2-H", title: str = "",
        size: int = 11) -> bytes:  # fmt: skip
    """A PDF of these pages, its text in one of Adobe's Korean encodings."""
    codec = {"UniKS-UCS2-H": "utf-16-be", "KSCms-UHC-H": "cp949"}[encoding]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /{encoding}"
        " /DescendantFonts [4 0 R] >>".encode(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /DW 1000 /W [1 [500]]"
        b" /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /HYSMyeongJo-Medium /Flags 6 /FontBBox [0 0 1000 1000]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    for number, lines in enumerate(pages):
        content = zlib.compress(_content(lines, codec, size))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
            + content
            + b"\nendstream"
        )
    marked = f"\ufeff{title}".encode("utf-16-be").hex()
    objects.append(f"<< /Title <{marked}> >>".encode())
    return whole(objects, info=len(objects))


def _content(lines: Sequence[Printed], codec: str, size: int) -> bytes:
    said = [f"BT /F1 {size} Tf 60 800 Td"]
    for text, below in lines:
        # A slash before a line stands for large letters.
        large, text = text.startswith("/"), text.removeprefix("/")
        said.append(f"/F1 {size * 3 // 2 if large else size} Tf")
        said.append(f"0 -{below} Td <{text.encode(codec).hex()}> Tj")
    return " ".join([*said, "ET"]).encode()


def whole(objects: Sequence[bytes], *, info: int | None = None) -> bytes:
    """A file of these objects, with the table that says where they begin."""
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    about = b" /Info %d 0 R" % info if info else b""
    out.write(b"trailer << /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, about))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def locked() -> bytes:
    """A PDF whose text needs a password that nobody knows."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32),
    ]
    data = whole(objects)
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 3 0 R /ID [<01> <01>]")
