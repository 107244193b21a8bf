/** What is to be known of a file before it is sealed, one box for each: the same wherever somebody decides. */
import { fileNoteText, type FileNoteView } from '../../src-main/contract/file-notes.ts';
import { sealingWarnings, type SealingWarning } from '../../src-main/contract/words.ts';
import { usePreferences } from '../i18n/preferences.tsx';

interface FileWarningsProps {
  readonly warnings: readonly SealingWarning[];
  /** What the register knows of the file: that goes first. */
  readonly notes?: readonly FileNoteView[];
}

export function FileWarnings({ warnings, notes = [] }: FileWarningsProps) {
  const { language } = usePreferences();
  if (warnings.length + notes.length === 0) return null;
  return (
    <ul className="file-warnings">
      {notes.map((note, i) => (
        <li key={i} data-note={note.code}>
          {fileNoteText(note, language)}
        </li>
      ))}
      {warnings.map((code) => (
        <li key={code}>{sealingWarnings[code][language]}</li>
      ))}
    </ul>
  );
}
