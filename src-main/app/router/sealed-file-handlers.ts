/** What people do with a file that they have just sealed: look at it, find it, print it, send it. No other file is handed to the system. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { unseenSpelled } from '../../domain/unseen-characters.ts';
import { CallRefusal } from '../call-refusal.ts';
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

export function sealedFileHandlers(window: MainWindow): Handlers<'seal.show' | 'seal.print'> {
  const { ports } = window;
  return {
    async 'seal.show'({ document, what }) {
      const path = sealedPath(window, document);
      if (!(await ports.openFile?.(path, what)))
        throw new BianyinError(what === 'mail' ? 'send-not-possible' : 'show-not-possible', {
          path: unseenSpelled(path),
        });
      return {};
    },
    async 'seal.print'({ document }) {
      if (!(await ports.printFile?.(sealedPath(window, document))))
        throw new BianyinError('print-not-possible');
      return {};
    },
  };
}

/** As it was sealed. Errors: `forbidden` for a file that was not sealed in this window, `file-changed-while-reading`. */
function sealedPath({ documents, sealed }: MainWindow, document: string): string {
  if (!sealed.has(document)) throw new CallRefusal('forbidden');
  return documents.unchanged(document).path;
}
