/** What a graphics state dictionary sets that moves or makes ink (ISO 32000-2 §8.4.5, Table 57): the font, the width of lines, and whether white stays white. */
import type { PdfDocument } from '../../../pdf/document-model.ts';
import type { PdfDict } from '../../../pdf/objects.ts';

export interface SetByState {
  readonly lineWidth: number | undefined;
  readonly font: { readonly font: PdfDict | undefined; readonly size: number } | undefined;
  /** White may be painted as another colour, or turn what is under it into one. */
  readonly changesWhite: boolean;
}

/** Null for a state that cannot be read: it may set anything. */
export function stateNamed(document: PdfDocument, resources: PdfDict, name: string): SetByState | null {
  const states = document.value(resources, 'ExtGState');
  const state = states?.kind === 'dict' ? document.value(states, name) : undefined;
  // A name without a state sets nothing.
  if (state === undefined) return { lineWidth: undefined, font: undefined, changesWhite: false };
  if (state.kind !== 'dict' || state.duplicateKeys.length > 0) return null;
  const width = document.value(state, 'LW');
  return {
    lineWidth: width?.kind === 'number' ? width.value : undefined,
    font: fontOf(document, state),
    changesWhite: changesWhite(document, state),
  };
}

function fontOf(document: PdfDocument, state: PdfDict): SetByState['font'] {
  const pair = document.value(state, 'Font');
  if (pair?.kind !== 'array') return undefined;
  const [font, size] = pair.items.map((item) => document.resolve(item));
  return {
    font: font?.kind === 'dict' ? font : undefined,
    size: size?.kind === 'number' ? size.value : Number.NaN,
  };
}

const plainModes = new Set(['Normal', 'Compatible', 'Multiply', 'Darken']);

/** White is nothing under Multiply and Darken too. A transfer function may turn it into black. */
function changesWhite(document: PdfDocument, state: PdfDict): boolean {
  const mode = document.value(state, 'BM');
  const isPlainMode = mode === undefined || (mode.kind === 'name' && plainModes.has(mode.value));
  const isIdentity = ['TR', 'TR2'].every((key) => {
    const transfer = document.value(state, key);
    return (
      transfer === undefined || (transfer.kind === 'name' && ['Identity', 'Default'].includes(transfer.value))
    );
  });
  return !isPlainMode || !isIdentity;
}
