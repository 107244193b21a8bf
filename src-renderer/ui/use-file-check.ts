/** What a person should know of a file before sealing it: what opening it gave, and a moment later what its words say. */
import { useEffect, useState } from 'react';
import type { CallError } from '../../src-main/contract/result.ts';
import type { FileNoteView } from '../../src-main/contract/file-notes.ts';
import type { DocumentView } from '../../src-main/contract/views.ts';
import { sealingWarnings, type SealingWarning } from '../../src-main/contract/words.ts';
import { call } from '../bridge/bridge.ts';

export interface FileCheck {
  readonly warnings: readonly SealingWarning[];
  /** What the register knows of it. */
  readonly notes: readonly FileNoteView[];
  /** Why no request may be made; null while nothing forbids it. */
  readonly refusal: CallError | null;
  /** False while the words are being read. */
  readonly isDone: boolean;
}

interface Found {
  readonly warnings: readonly SealingWarning[];
  readonly notes: readonly FileNoteView[];
  readonly refusal: CallError | null;
}

/**
 * `isOpen`: its words are read after its first page, so that they do not hold it up. `fills`: the prepared field that the seal
 * goes into, which is not left empty then.
 */
export function useFileCheck(
  { id, warnings, emptyFields }: Pick<DocumentView, 'id' | 'warnings' | 'emptyFields'>,
  isOpen: boolean,
  fills: string | null,
): FileCheck {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let isGone = false;
    setFound(null);
    if (!isOpen) return undefined;
    call('document.inspect', { document: id }).then(
      (answer) => {
        if (!isGone) setFound(answer);
      },
      () => {
        // Main looks again before anybody signs; here it only could not be told early.
        if (!isGone) setFound({ warnings: ['text-not-read'], notes: [], refusal: null });
      },
    );
    return () => {
      isGone = true;
    };
  }, [id, isOpen]);
  const staysEmpty = emptyFields.some(({ name }) => name !== fills);
  const ofFile = warnings.filter(isWarning).filter((each) => each !== 'empty-signature-fields' || staysEmpty);
  return {
    warnings: [...ofFile, ...(found?.warnings ?? [])],
    notes: found?.notes ?? [],
    refusal: found?.refusal ?? null,
    isDone: found !== null,
  };
}

function isWarning(code: string): code is SealingWarning {
  return code in sealingWarnings;
}
