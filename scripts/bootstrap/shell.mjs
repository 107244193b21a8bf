/** Running set-up commands: quiet while they work, their whole output when they fail. Everything goes to stderr. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a set-up step and stops the whole program, with the step's output, when it fails. */
export function step(title, command, args, env = {}) {
  process.stderr.write(`· ${title}\n`);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  stop(`${title}: failed\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
}

export function stop(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Digest over names and contents of files below `folder`, to see whether something built from them is stale. */
export function digestOf(files, extra = '', folder = root) {
  const hash = createHash('sha256').update(extra);
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}
