/**
 * Which test files share a process: those of pure rooms, which leave nothing behind in it. Whatever stands in for a module, changes the
 * environment or opens a PKCS#11 library (it belongs to its process) gets a process of its own.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of tests whose subjects are functions. */
const pure = ['unit', 'pki', 'attacks', 'vectors', 'producers'];
const leavesSomething =
  /vi\.(mock|stub|spyOn|useFake)|process\.(env|chdir)\b|openTokenModule|soft-ukey-fixture/;

/** Paths from the root. */
export function sharingFiles(root: string): string[] {
  return pure
    .map((folder) => `test/${folder}`)
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter(
      (file) => file.endsWith('.test.ts') && !leavesSomething.test(readFileSync(join(root, file), 'utf8')),
    )
    .sort();
}
