/** Where the pages of a document are, as its viewer needs it; asked once for each opening. */
import type { MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';

export function pageTreeHandlers({ running, documents }: MainWindow): Handlers<'document.pageTree'> {
  return {
    async 'document.pageTree'({ document }) {
      const { path } = documents.unchanged(document);
      const data = await running.session().documents.pageTree(path);
      // It fits these octets and no others.
      documents.unchanged(document);
      return { data };
    },
  };
}
