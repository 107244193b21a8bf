/** The odd driver (native/soft-ukey/odd-driver): a library around the soft UKey that misbehaves as its settings, beside it, say. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { softUkeyModulePath } from './soft-ukey-fixture.ts';

const built = fileURLToPath(
  new URL('../../native/soft-ukey/build/libbianyin-odd-driver.so', import.meta.url),
);

export interface OddDriver {
  /** Path of the library; a copy of the test's own. */
  readonly path: string;
  /** What it does from its next C_Initialize on; the words are told in the sources of the driver. */
  set(settings: readonly string[]): void;
}

/** A copy in this folder, well-behaved until something is set. */
export function oddDriver(folder: string, name = 'libodd.so'): OddDriver {
  const path = join(folder, name);
  copyFileSync(built, path);
  const driver = {
    path,
    set: (settings: readonly string[]) =>
      writeFileSync(`${path}.conf`, [`base ${softUkeyModulePath()}`, ...settings, ''].join('\n')),
  };
  driver.set([]);
  return driver;
}

/** Text as the settings want it. */
export const hex = (text: string | Uint8Array): string => Buffer.from(text).toString('hex');
