/** A file as a ByteSource: one open handle, positioned reads, never the whole file in memory. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { ByteSource } from '../domain/byte-source.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { displayName } from './display-name.ts';
import { attempt } from './publish-file.ts';

export interface FileByteSource extends ByteSource {
  /** File descriptor, for copying what was looked at instead of what the name points to by then. */
  readonly descriptor: number;
  /** Reads exactly as many bytes as `target` has; for long reads that would otherwise fill the memory with buffers. */
  readInto(target: Uint8Array, offset: number): void;
  close(): void;
}

/** A named pipe would make an ordinary open wait for a writer, for ever. Windows has neither. */
const READ = constants.O_RDONLY | ((constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0);

/** Opens a regular file for reading. Errors: `file-not-readable`. */
export function openFileSource(path: string): FileByteSource {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, READ);
    const status = fstatSync(descriptor);
    if (!status.isFile()) throw new Error('not a regular file');
    return fileSource(descriptor, status.size);
  } catch (cause) {
    const open = descriptor;
    if (open !== undefined) attempt(() => closeSync(open));
    throw new BianyinError('file-not-readable', { file: displayName(path) }, { cause });
  }
}

/** The first `size` octets behind a descriptor that the caller has opened for reading and closes. */
export function sourceOfDescriptor(descriptor: number, size = fstatSync(descriptor).size): FileByteSource {
  return { ...fileSource(descriptor, size), close: () => undefined };
}

function fileSource(descriptor: number, size: number): FileByteSource {
  const readInto = (target: Uint8Array, offset: number): void => {
    if (offset < 0 || offset + target.length > size) throw new RangeError('read outside the file');
    for (let done = 0; done < target.length;) {
      const got = readSync(descriptor, target, done, target.length - done, offset + done);
      // The file became shorter while we looked at it.
      if (got === 0) throw new BianyinError('file-changed-while-reading');
      done += got;
    }
  };
  return {
    descriptor,
    size,
    readInto,
    read(offset, length) {
      if (length < 0 || offset + length > size) throw new RangeError('read outside the file');
      const bytes = new Uint8Array(length);
      readInto(bytes, offset);
      return bytes;
    },
    // Nothing was written through it: that it did not close in order says nothing about what was read.
    close: () => void attempt(() => closeSync(descriptor)),
  };
}

/** Octets of a file for a limit, 0 for what cannot even be looked at: opening it is refused with its code. */
export function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
