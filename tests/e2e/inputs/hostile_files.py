"""Files that are not what they claim, all generated here."""

import io
import random
import struct
import zlib

import openpyxl
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from sandbox.demo import sample

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def noise(size, seed=7):
    return random.Random(seed).randbytes(size)  # noqa: S311 - the same noise every time


def encrypted_pdf():
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(sample.document())))
    writer.encrypt("owner", "user")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def slow_pdf(fields=200_000):
    """A PDF of 10 MB that is nothing but signature fields: to read it takes longer than a stranger's file may."""
    kids = " ".join(f"{number} 0 R" for number in range(4, fields + 4))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[{kids}]>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        *(f"<</FT/Sig/T(f{number})>>" for number in range(fields)),
    ]
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\n"
    return bytes(written) + f"{end}startxref\n{len(written)}\n%%EOF".encode()


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def image_bomb(side=30_000):
    """A PNG of 900 megapixels in 110 KB: one bit a pixel, all black."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    line = bytes(1 + side // 8)
    pixels = b"".join(packer.compress(line) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def picture(kind, mode="RGB", **options):
    """A small grey picture without a code, in any format and mode."""
    out = io.BytesIO()
    Image.new(mode, (300, 200)).save(out, kind, **options)
    return out.getvalue()


def heic():
    """The beginning of what an iPhone calls a picture (ISO/IEC 14496-12), and noise."""
    return struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"heic", 0, b"mif1", b"heic") + noise(4000)


def animated():
    frames = [Image.new("L", (300, 200), shade) for shade in (0, 90, 250)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)
    return out.getvalue()


PICTURES = {
    "animated.gif": animated,
    "cmyk.jpg": lambda: picture("JPEG", "CMYK"),
    "sixteen.png": lambda: picture("PNG", "I;16"),
    "palette.png": lambda: picture("PNG", "P"),
}
"""Odd, but pictures: they hold no code."""

NO_PICTURES = {
    "heic.jpg": heic,
    "pdf.jpg": sample.document,
    "eps.jpg": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" + noise(500),
}
"""What an iPhone, an office or a joker calls a picture."""

FILES = {
    "damaged.pdf": lambda: b"%PDF-1.7\n" + noise(3000),
    "cut.pdf": lambda: sample.document()[:5000],
    "encrypted.pdf": encrypted_pdf,
    "empty.pdf": bytes,
    "empty.xlsx": bytes,
    "empty.jpg": bytes,
    "headings.xlsx": lambda: workbook(["Колір", "Розмір"], ["синій", 5]),
    "huge.pdf": lambda: b"%PDF-1.7\n" + bytes(25_000_000),
    "huge.xlsx": lambda: bytes(25_000_000),
    "huge.jpg": lambda: bytes(25_000_000),
    "bomb.png": image_bomb,
    "truncated.jpg": lambda: sample.portrait()[:3000],
    "svg.jpg": lambda: SVG,
    "noise.jpg": lambda: noise(4000),
    "noise.pdf": lambda: noise(4000),
    "noise.xlsx": lambda: noise(4000),
    **PICTURES,
    **NO_PICTURES,
}
