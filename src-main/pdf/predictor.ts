/** Predictors of Flate and LZW (ISO 32000-2 §7.4.4.4): TIFF (2) and PNG (10–15, the algorithm named by each row). */
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Undoes /Predictor; `parameter` reads the numbers of /DecodeParms. Errors: `pdf-stream-broken`. */
export function undoPredictor(
  bytes: Uint8Array,
  parameter: (key: string, fallback: number) => number,
): Uint8Array {
  const predictor = parameter('Predictor', 1);
  if (predictor === 1) return bytes;
  const colors = parameter('Colors', 1);
  const bits = parameter('BitsPerComponent', 8);
  const columns = parameter('Columns', 1);
  const isSane =
    colors >= 1 && colors <= 64 && [1, 2, 4, 8, 16].includes(bits) && columns >= 1 && columns < 2 ** 24;
  if (!isSane) throw broken('predictor parameters');
  const rowBytes = Math.ceil((colors * bits * columns) / 8);
  const pixelBytes = Math.max(1, (colors * bits) >> 3);
  if (predictor === 2) return undoTiff(bytes, rowBytes, colors, bits);
  if (predictor < 10 || predictor > 15) throw broken('predictor');
  return undoPng(bytes, rowBytes, pixelBytes);
}

function undoPng(bytes: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const out = new Uint8Array(Math.max(0, bytes.length - rows));
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1) + 1;
    const at = row * rowBytes;
    const length = Math.min(rowBytes, bytes.length - from);
    const kind = bytes[from - 1] ?? 0;
    if (kind > 4) throw broken('predictor row');
    for (let i = 0; i < length; i++) {
      const left = i >= pixelBytes ? (out[at + i - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[at + i - rowBytes] ?? 0) : 0;
      const corner = row > 0 && i >= pixelBytes ? (out[at + i - rowBytes - pixelBytes] ?? 0) : 0;
      out[at + i] = (bytes[from + i] ?? 0) + prediction(kind, left, up, corner);
    }
  }
  return out;
}

/** PNG (ISO/IEC 15948) §9.2: none, sub, up, average, Paeth. */
function prediction(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Components of 8 bits only: other depths are for images, which nobody here looks into. */
function undoTiff(bytes: Uint8Array, rowBytes: number, colors: number, bits: number): Uint8Array {
  if (bits !== 8) throw broken('TIFF predictor depth');
  const out = bytes.slice();
  for (let row = 0; row < out.length; row += rowBytes) {
    for (let i = row + colors; i < Math.min(row + rowBytes, out.length); i++) {
      out[i] = (out[i] ?? 0) + (out[i - colors] ?? 0);
    }
  }
  return out;
}

function broken(what: string): BianyinError {
  return new BianyinError('pdf-stream-broken', { what });
}
