/** The blocks of a document in which its page objects lie; where they are is found once for each document. */
import { BLOCKS_AT_ONCE, PAGE_BLOCK } from '../../contract/page-block-calls.ts';
import type { PageWindow } from './page-window.ts';
import type { Handlers } from './route-call.ts';

/** More pages than this are looked for as they are needed: 32 MiB of blocks. */
const MOST_BLOCKS = 8192;

export function pageBlockHandlers({ running, documents }: PageWindow): Handlers<'document.pageBlocks'> {
  const known = new Map<string, readonly number[]>();
  return {
    async 'document.pageBlocks'({ document, from }) {
      const { path, source } = documents.unchanged(document);
      const all = known.get(document) ?? (await running.session().documents.pageBlocks(path, PAGE_BLOCK));
      known.set(document, all);
      const blocks = all.slice(0, MOST_BLOCKS).slice(from, from + BLOCKS_AT_ONCE);
      const octets = Buffer.concat(
        blocks.map((block) => {
          const offset = block * PAGE_BLOCK;
          return documents.read(document, offset, Math.min(PAGE_BLOCK, source.size - offset));
        }),
      );
      if (blocks.length < BLOCKS_AT_ONCE) known.delete(document);
      return { blocks, data: octets.toString('base64') };
    },
  };
}
