/** A program that cannot start says why where its person looks: in a box of the system, because many have no terminal. */
import { app, dialog } from 'electron';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../domain/errors/sentence.ts';

/** Says what is known of the error, in words; what only helps a programmer goes to the terminal. Ends with code 1. */
export function failToStart(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.name) : typeof error}\n`);
  const sentences =
    error instanceof BianyinError
      ? [sentenceFor(error, 'zh'), sentenceFor(error, 'en')]
      : [
          '窗口没有打开。请重新安装汴印再试。',
          'The window did not open. Install Bianyin again and try once more.',
        ];
  dialog.showErrorBox('汴印没有启动 · Bianyin did not start', sentences.join('\n\n'));
  app.exit(1);
}
