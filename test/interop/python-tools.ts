/** What the Python oracles need from the package index, each in a directory of its own. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLine, runProgram, type ProgramResult } from './program.ts';

const requirement = 'pyHanko==0.38.0';

/** Installs pyHanko into `home`; the reason when it cannot be had. */
export function installPyHanko(home: string): Promise<string | null> {
  return installPython(home, requirement);
}

/** Installs one package into `home`, unless it was put there before; the reason when it cannot be had. */
export async function installPython(home: string, name: string): Promise<string | null> {
  const done = join(home, 'installed');
  if (existsSync(done)) return null;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', home];
  const installed = await runProgram('python3', [...pip, name], { seconds: 180 });
  if (installed.code === 0) {
    writeFileSync(done, name);
    return null;
  }
  const why = installed.code === -1 ? 'no python3, or too slow' : lastLine(installed.stderr);
  return `${name} could not be had: ${why}`;
}

/** Runs one program of test/interop/python over a manifest. */
export function runPython(home: string, program: string, manifest: string): Promise<ProgramResult> {
  return runProgram('python3', [...pythonProgram(home, program), manifest]);
}

/** Arguments of Python for a program of test/interop/python that takes its packages from `home`. */
export function pythonProgram(home: string, program: string): readonly string[] {
  const start = `import runpy, sys; sys.path.insert(0, sys.argv[1]); sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0])`;
  return ['-c', start, home, join(import.meta.dirname, 'python', program)];
}
