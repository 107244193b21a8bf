/**
 * How a recovery code reaches the terminal program and leaves it (docs/adr/0041): in by a file, standard input or a prompt without echo; out
 * to a private file or a terminal in front of a person. Like a PIN it is in no argument, no JSON and no log.
 */
import type { Command } from 'commander';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';
import { writeNewFile } from '../platform/atomic-file.ts';
import { readPin } from './pin-input.ts';
import { warn } from './terminal.ts';

export interface CodeOptions {
  readonly codeFile?: string;
  readonly codeStdin?: boolean;
}

export function addCodeOptions(command: Command): Command {
  return command
    .option('--code-file <文件>', '从文件第一行读恢复码')
    .option('--code-stdin', '从标准输入第一行读恢复码');
}

/** As octets, which the receiver overwrites. Errors: `recovery-code-required`, `pin-file-not-private`, `file-not-readable`. */
export async function readCode({ codeFile, codeStdin }: CodeOptions): Promise<Uint8Array> {
  try {
    return await readPin(
      {
        ...(codeFile === undefined ? {} : { pinFile: codeFile }),
        ...(codeStdin === undefined ? {} : { pinStdin: codeStdin }),
      },
      () => Promise.resolve('恢复码（不显示）：'),
    );
  } catch (error) {
    if (failedWith(error, 'pin-required'))
      throw new BianyinError('recovery-code-required', {}, { cause: error });
    throw error;
  }
}

/** Errors: `recovery-code-unseen`: nothing is to be made where nobody could see it. */
export function requireSeen(file: string | undefined): void {
  if (file === undefined && !process.stderr.isTTY) throw new BianyinError('recovery-code-unseen');
}

/** Once, to a person or into a file of theirs. Errors: `output-*`. */
export function showCode(code: string, file: string | undefined): void {
  if (file === undefined) {
    warn('恢复码（只显示这一次，请抄在纸上，放进保险柜；丢了它，备份谁也打不开）：');
    warn(`    ${code}`);
    return;
  }
  writeNewFile(file, `${code}\n`);
  warn('恢复码已写入文件。请抄在纸上或打印，放进保险柜，然后删除这个文件。');
}
