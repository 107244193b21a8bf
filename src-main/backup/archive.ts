/** What is inside the chunks: files one behind the other, each with its name and size before it, and their number at the end. */
import { z } from 'zod';
import { canonicalJson, parseCanonicalJson } from '../approval/canonical-json.ts';
import { bigintToBytes, utf8Decode, utf8Encode } from '../crypto/bytes.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { isArchivePath } from './archive-path.ts';
import { malformed } from './backup-header.ts';
import type { ChunkReader, ChunkWriter } from './chunks.ts';

/** Octets of the text before a file. */
const LONGEST = 4096;
/** Octets that are handed on at once. */
const PIECE = 256 * 1024;
/** More files than any home has. */
const MOST = 1_000_000;

const fileEntry = z.strictObject({ path: z.string().refine(isArchivePath), size: z.int().min(0) });
export type ArchivedFile = z.infer<typeof fileEntry>;

const entry = z.union([fileEntry, z.strictObject({ files: z.int().min(0) })]);

/** `octets` gives exactly `size`. */
export function writeFileEntry(writer: ChunkWriter, file: ArchivedFile, octets: Iterable<Uint8Array>): void {
  writeEntry(writer, fileEntry.parse(file));
  let done = 0;
  for (const part of octets) {
    done += part.length;
    writer.write(part);
  }
  if (done !== file.size) throw new BianyinError('file-changed-while-reading');
}

export function writeEnd(writer: ChunkWriter, files: number): void {
  writeEntry(writer, { files });
  writer.end();
}

function writeEntry(writer: ChunkWriter, value: z.infer<typeof entry>): void {
  const text = utf8Encode(canonicalJson(value));
  writer.write(bigintToBytes(BigInt(text.length), 4));
  writer.write(text);
}

/** Hands each file to `take`, which must use up its octets. Returns how many there were. Errors: `backup-malformed`, those of `take`. */
export function readArchive(
  reader: ChunkReader,
  take: (file: ArchivedFile, octets: Iterable<Uint8Array>) => void,
): number {
  for (let files = 0; files <= MOST; files += 1) {
    const told = readEntry(reader);
    if ('files' in told) {
      if (told.files !== files) throw malformed('number of files');
      reader.requireEnd();
      return files;
    }
    take(told, pieces(reader, told.size));
  }
  throw malformed('too many files');
}

function readEntry(reader: ChunkReader): z.infer<typeof entry> {
  const length = new DataView(reader.read(4).buffer).getUint32(0);
  if (length > LONGEST) throw malformed('entry');
  try {
    return entry.parse(parseCanonicalJson(utf8Decode(reader.read(length))));
  } catch (cause) {
    if (cause instanceof BianyinError && cause.code === 'backup-malformed') throw cause;
    throw new BianyinError('backup-malformed', { what: 'entry' }, { cause });
  }
}

function* pieces(reader: ChunkReader, size: number): Iterable<Uint8Array> {
  for (let left = size; left > 0; left -= Math.min(left, PIECE)) yield reader.read(Math.min(left, PIECE));
}
