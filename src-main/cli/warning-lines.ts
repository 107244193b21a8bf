/** What is to be known of a file before it is sealed, as the terminal says it: on stderr before a PIN is asked for. */
import { fileNoteText, type FileNote } from '../domain/file-notes.ts';
import { sealingWarnings, type SealingWarning } from '../domain/sealing-warnings.ts';
import { warn } from './terminal.ts';

/** One line for each, in words: programs read the codes as JSON. */
export function warningLines(warnings: readonly SealingWarning[]): string[] {
  return warnings.map((code) => `  注意　${sealingWarnings[code].zh}`);
}

/** Returns what was said, so that nothing is said twice. */
export function sayWarnings(warnings: readonly SealingWarning[]): readonly SealingWarning[] {
  for (const line of warningLines(warnings)) warn(line);
  return warnings;
}

/** What the register knows of a file; `of`: its name, where there are several. */
export function noteLines(notes: readonly FileNote[], of = ''): string[] {
  return notes.map((note) => `  注意　${of}${fileNoteText(note, 'zh')}`);
}

export function sayNotes(notes: readonly FileNote[], of = ''): void {
  for (const line of noteLines(notes, of)) warn(line);
}
