/** pdf.js in the build that its makers publish for older browsers, for pages in an Electron for trial (docs/adr/0061) alone. */
import type { Plugin } from 'vite';

/** The place where the pages start pdf.js's worker (src-renderer/ui/pdf-worker.ts). */
const worker = 'pdfjs-dist/build/pdf.worker.min.mjs';

/** A page that no longer starts its worker from that place ends the build, so that somebody looks. */
export function olderPdfjs(): Plugin {
  return {
    name: 'older-pdfjs',
    enforce: 'pre',
    async resolveId(source, importer) {
      return source === 'pdfjs-dist' ? this.resolve('pdfjs-dist/legacy/build/pdf.mjs', importer) : null;
    },
    transform: {
      filter: { id: /src-renderer\/ui\/pdf-worker\.ts$/ },
      handler(code) {
        if (!code.includes(worker)) this.error('the place where pdf.js gets its worker has changed');
        return code.replace(worker, worker.replace('/build/', '/legacy/build/'));
      },
    },
  };
}
