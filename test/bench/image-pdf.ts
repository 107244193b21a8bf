/** Writes a valid PDF of pages that each show one incompressible grey image, and words: any number of pages, any size. Streams to disk. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';

export interface ImagePdf {
  readonly pages: number;
  /** Octets of the image on each page; a multiple of 100. */
  readonly pageBytes: number;
  /** Latin letters at the top of a page (1-based); none when absent. */
  readonly words?: (page: number) => string;
}

/** Objects of one page: page, content, image. */
const PER_PAGE = 3;
const FIRST_PAGE = 3;
const WIDTH = 100;
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const CONTENT = 'q 500 0 0 485 47 200 cm /Im Do Q';

/** Writes the file. */
export function writeImagePdf(path: string, { pages, pageBytes, words }: ImagePdf): void {
  const file = new ObjectFile(path);
  const numbers = Array.from({ length: pages }, (_, i) => FIRST_PAGE + i * PER_PAGE);
  const image = new Uint8Array(pageBytes);
  file.put('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  file.object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  file.object(2, `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((n) => `${n} 0 R`).join(' ')}] >>`);
  for (const [index, number] of numbers.entries()) {
    const resources = `<< /XObject << /Im ${number + 2} 0 R >> /Font << /F ${FONT} >> >>`;
    const text = words ? ` BT /F 12 Tf 60 780 Td (${words(index + 1)}) Tj ET` : '';
    const keys = `/Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${number + 1} 0 R`;
    file.object(number, `<< /Type /Page ${keys} /Resources ${resources} >>`);
    file.stream(number + 1, '', Buffer.from(CONTENT + text));
    const keysOfImage = `/Width ${WIDTH} /Height ${pageBytes / WIDTH} /ColorSpace /DeviceGray /BitsPerComponent 8`;
    file.stream(number + 2, `/Type /XObject /Subtype /Image ${keysOfImage}`, randomFillSync(image));
  }
  file.end(FIRST_PAGE + pages * PER_PAGE);
}

/** A file of numbered objects with a cross-reference table behind them. */
class ObjectFile {
  readonly #descriptor: number;
  readonly #offsets: number[] = [];
  #position = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'w');
  }

  put(data: string | Uint8Array): void {
    this.#position += writeSync(
      this.#descriptor,
      typeof data === 'string' ? Buffer.from(data, 'latin1') : data,
    );
  }

  object(number: number, body: string): void {
    this.#offsets[number] = this.#position;
    this.put(`${number} 0 obj\n${body}\nendobj\n`);
  }

  stream(number: number, keys: string, data: Uint8Array): void {
    this.#offsets[number] = this.#position;
    this.put(`${number} 0 obj\n<< ${keys} /Length ${data.length} >>\nstream\n`);
    this.put(data);
    this.put('\nendstream\nendobj\n');
  }

  end(size: number): void {
    const table = this.#position;
    const rows = this.#offsets
      .slice(1, size)
      .map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    this.put(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`);
    this.put(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
    closeSync(this.#descriptor);
  }
}
