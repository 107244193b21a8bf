/**
 * Reading a large file without waiting: pdf.js walks a flat page tree leaf by leaf before it shows anything, through the whole
 * file. Our own reader, which has checked the tree, says where each page is, in octets that a viewer puts behind the file.
 */
import { z } from 'zod';
import { documentId } from './fields.ts';

/** Octets that a large file is asked for at the least. */
export const PAGE_BLOCK = 4096;

export const pageTreeCalls = {
  'document.pageTree': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ document: documentId }),
    /** An incremental update of the file that is only looked at, never written; empty when our reader refuses the file. */
    output: z.object({ data: z.base64() }),
  },
} as const;
