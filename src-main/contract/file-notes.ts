/** What the register knows of a file before it is sealed, as pages see it: a code of domain/file-notes.ts and what fills its sentence. */
import { z } from 'zod';
import { fileNoteCodes } from '../domain/file-notes.ts';

export { fileNoteText } from '../domain/file-notes.ts';

export const fileNoteView = z.object({
  code: z.enum(fileNoteCodes),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FileNoteView = z.infer<typeof fileNoteView>;
