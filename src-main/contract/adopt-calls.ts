/**
 * Files that are dropped on a window. A page has their octets and no path, in every host: it streams them in order, and main
 * keeps a private copy for as long as the document is open. Nobody has to trust a page with paths (docs/adr/0013).
 */
import { z } from 'zod';
import { documentView } from './views.ts';

/** Largest file that may be dropped, octets; a larger one can be chosen in a dialog. */
export const LARGEST_ADOPTED = 1024 * 1024 * 1024;
/** Octets of one piece. */
export const ADOPTED_PIECE = 1024 * 1024;

const adoption = z.string().regex(/^a-[0-9a-f]{32}$/);

export const adoptCalls = {
  /** `name` is what the file is called where it comes from; folders in it are ignored. */
  'adoption.begin': {
    page: 'main',
    maxInput: 2048,
    input: z.strictObject({ name: z.string().min(1).max(255), size: z.int().min(1).max(LARGEST_ADOPTED) }),
    output: z.object({ adoption }),
  },
  /** The next octets, as base64, at the offset that has been reached; anything else ends the adoption. */
  'adoption.write': {
    page: 'main',
    maxInput: Math.ceil(ADOPTED_PIECE / 3) * 4 + 256,
    input: z.strictObject({ adoption, offset: z.int().min(0), data: z.base64().min(4) }),
    output: z.object({}),
  },
  /** All octets are there: opens the copy as a document. */
  'adoption.finish': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ adoption }),
    output: documentView,
  },
  'adoption.cancel': {
    page: 'main',
    maxInput: 256,
    input: z.strictObject({ adoption }),
    output: z.object({}),
  },
} as const;
