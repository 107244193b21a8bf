/**
 * The parts of a workbook out of its ZIP archive (ECMA-376 part 2), within limits that are known before anything is inflated: fflate
 * gives each part exactly the room that the archive states for it.
 */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { BianyinError } from '../domain/errors/bianyin-error.ts';

/** Entries of an archive; octets of one part, and of all that are read. */
const MOST_ENTRIES = 5000;
const MOST_PART = 48 * 1024 * 1024;
const MOST_IN_ALL = 96 * 1024 * 1024;

export interface Parts {
  /** Names of all entries, as the archive lists them. */
  readonly names: ReadonlySet<string>;
  /** Octets of one part; undefined when there is none. Errors: `table-damaged`, `table-too-large`. */
  read(name: string): Uint8Array | undefined;
}

/** Errors: `table-damaged` (no archive, a name twice: readers would differ), `table-too-large`. */
export function openParts(archive: Uint8Array): Parts {
  const names = new Set<string>();
  let entries = 0;
  unzip(archive, ({ name }) => {
    entries += 1;
    names.add(name.toLowerCase());
    if (entries > MOST_ENTRIES) throw new BianyinError('table-too-large');
    return false;
  });
  if (names.size !== entries) throw new BianyinError('table-damaged');
  let left = MOST_IN_ALL;
  return {
    names,
    read(wanted) {
      const found = unzip(archive, ({ name, originalSize }) => {
        if (name.toLowerCase() !== wanted.toLowerCase()) return false;
        left -= originalSize;
        if (originalSize > MOST_PART || left < 0) throw new BianyinError('table-too-large');
        return true;
      });
      return Object.values(found)[0];
    },
  };
}

function unzip(archive: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(archive, { filter });
  } catch (cause) {
    if (cause instanceof BianyinError) throw cause;
    throw new BianyinError('table-damaged', {}, { cause });
  }
}
