/** The contract that a sandbox has to try things with: invented parties, one place marked 盖章处, in the `samples` folder of the home. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { replaceFile } from '../../platform/atomic-file.ts';
import { readHome, type HomeDirectory } from '../../platform/home-directory.ts';

const fileName = '示例合同.pdf';

/**
 * Path of the sample contract; it is made when it is not there (any more), and never replaced.
 * Errors: `sandbox-only`, `home-missing`, `home-damaged`, `output-not-writable`.
 */
export async function sampleContract(home: HomeDirectory, now: () => Date): Promise<string> {
  if (readHome(home).kind !== 'sandbox') throw new BianyinError('sandbox-only');
  const path = join(home.samples, fileName);
  if (existsSync(path)) return path;
  // Typesetting is loaded by who needs it: no enterprise does.
  const { contractPdf } = await import('../../sandbox/sample-contract/contract-pdf.ts');
  try {
    mkdirSync(home.samples, { recursive: true, mode: 0o700 });
    replaceFile(path, await contractPdf(now()));
  } catch (cause) {
    throw new BianyinError('output-not-writable', { file: fileName }, { cause });
  }
  return path;
}
