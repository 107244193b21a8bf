/**
 * Reading a large file without waiting: the blocks that its page objects lie in, all at once. pdf.js walks a flat page tree
 * object by object before it shows anything; asked for one by one, a thousand pages would be a thousand questions.
 */
import { z } from 'zod';
import { documentId } from './fields.ts';

/** Octets of one block, and of one question of the viewer. */
export const PAGE_BLOCK = 4096;
/** Blocks that one call gives. */
export const BLOCKS_AT_ONCE = 512;

export const pageBlockCalls = {
  'document.pageBlocks': {
    page: 'main',
    maxInput: 256,
    /** `from`: how many blocks the page has got already. */
    input: z.strictObject({ document: documentId, from: z.int().min(0) }),
    /** Numbers of the next blocks, ascending, and their octets one after the other; the last block of a file is shorter. */
    output: z.object({ blocks: z.array(z.int()), data: z.base64() }),
  },
} as const;
