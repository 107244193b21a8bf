/** What the Python oracles need: pyHanko from the package index, in a directory of its own. */
import { join } from 'node:path';
import { lastLine, runProgram, type ProgramResult } from './program.ts';

const requirement = 'pyHanko==0.38.0';

/** Installs pyHanko into `home`; the reason when it cannot be had. */
export async function installPyHanko(home: string): Promise<string | null> {
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', home];
  const installed = await runProgram('python3', [...pip, requirement], { seconds: 180 });
  if (installed.code === 0) return null;
  const why = installed.code === -1 ? 'no python3, or too slow' : lastLine(installed.stderr);
  return `${requirement} could not be had: ${why}`;
}

/** Runs one program of test/interop/python over a manifest. */
export function runPython(home: string, program: string, manifest: string): Promise<ProgramResult> {
  const start = `import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0])`;
  const source = join(import.meta.dirname, 'python', program);
  return runProgram('python3', ['-c', start, home, source, manifest]);
}
