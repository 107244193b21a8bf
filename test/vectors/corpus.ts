/** Inputs that others wrote, in the folder BIANYIN_CORPORA or beside the checkout. Without it their tests are a counted skip. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64 } from '../../src-main/crypto/bytes.ts';
import { skipAbsent } from '../support/absent.ts';

const root = process.env['BIANYIN_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora');

/** The folder of one corpus; undefined, with a counted skip, when it is not there. Asked while a test file is read. */
export function corpusFolder(name: string): string | undefined {
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  skipAbsent(`corpus "${name}"`, 'BIANYIN_CORPORA');
  return undefined;
}

/** Contents of all PEM blocks in a file that have this label. */
export function pemBlocks(file: string, label: string): readonly Uint8Array[] {
  const text = readFileSync(file, 'latin1');
  const blocks = text.matchAll(/-----BEGIN ([^-]+)-----([^-]*)-----END/g);
  return [...blocks].flatMap(([, found, body]) =>
    found === label && body !== undefined ? [fromBase64(body)] : [],
  );
}
