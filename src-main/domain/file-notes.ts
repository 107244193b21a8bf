/** What the register knows of a file before it is sealed: asked for already, sealed already, itself a sealed file, a number that another had. */
import { filledSentence } from './errors/detail-words.ts';
import { listFindings, type ListFinding } from './list-findings.ts';

/** The same words as for the row of a list. */
export const fileNoteCodes = [
  'requested-before',
  'sealed-before',
  'sealed-file',
  'number-before',
  'numbers-not-read',
] as const;
export type FileNoteCode = (typeof fileNoteCodes)[number];

export interface FileNote {
  readonly code: FileNoteCode;
  readonly detail: ListFinding['detail'];
}

export function fileNoteText({ code, detail }: FileNote, language: 'zh' | 'en'): string {
  return filledSentence(listFindings[code][language], detail, language);
}
