/** Writes a valid PDF of about the wanted size: pages that each show one incompressible image. Streams to disk. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { randomFillSync } from 'node:crypto';

/** Each image is 600 × 582 RGB octets, close to 1 MiB. */
const WIDTH = 600;
const HEIGHT = 582;
const IMAGE_BYTES = WIDTH * HEIGHT * 3;

/** Writes the file and returns its size in octets. */
export function writeLargePdf(path: string, wantedBytes: number): number {
  const pages = Math.max(1, Math.round(wantedBytes / IMAGE_BYTES));
  const descriptor = openSync(path, 'w');
  const offsets: number[] = [];
  let position = 0;
  const put = (data: string | Uint8Array): void => {
    position += writeSync(descriptor, typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  };
  const object = (number: number, body: string): void => {
    offsets[number] = position;
    put(`${number} 0 obj\n${body}\nendobj\n`);
  };
  put('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  const first = 3;
  const kids = Array.from({ length: pages }, (_, i) => `${first + i * 3} 0 R`).join(' ');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${pages} /Kids [${kids}] >>`);
  const image = new Uint8Array(IMAGE_BYTES);
  for (let i = 0; i < pages; i += 1) {
    const number = first + i * 3;
    const resources = `<< /XObject << /Im ${number + 2} 0 R >> >>`;
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${number + 1} 0 R >>`,
    );
    const content = 'q 500 0 0 485 47 200 cm /Im Do Q';
    object(number + 1, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
    randomFillSync(image);
    offsets[number + 2] = position;
    const dictionary = `/Type /XObject /Subtype /Image /Width ${WIDTH} /Height ${HEIGHT} /ColorSpace /DeviceRGB /BitsPerComponent 8`;
    put(`${number + 2} 0 obj\n<< ${dictionary} /Length ${IMAGE_BYTES} >>\nstream\n`);
    put(image);
    put('\nendstream\nendobj\n');
  }
  const table = position;
  const size = first + pages * 3;
  const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  put(`xref\n0 ${size}\n0000000000 65535 f \n`);
  for (let number = 1; number < size; number += 1) put(entry(offsets[number] ?? 0));
  put(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  closeSync(descriptor);
  return position;
}
