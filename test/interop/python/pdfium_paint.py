"""PDFium paints the first page of a file, one point a pixel, forms and all: a PPM (P6) on standard output."""
import ctypes
import sys

import pypdfium2

document = pypdfium2.PdfDocument(sys.argv[1])
document.init_forms()
bitmap = document[0].render(scale=1, rev_byteorder=True, prefer_bgrx=False)
octets = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
out = sys.stdout.buffer
out.write(b"P6\n%d %d\n255\n" % (bitmap.width, bitmap.height))
for row in range(bitmap.height):
    line = octets[row * bitmap.stride : row * bitmap.stride + bitmap.width * bitmap.n_channels]
    if bitmap.n_channels == 3:
        out.write(line)
    else:
        out.write(b"".join(line[i : i + 3] for i in range(0, len(line), bitmap.n_channels)))
