/** The state of a seal as shape and word. A seal that cannot be used is no failed document: only a cancelled one takes the strongest shape. */
import type { SealView } from '../../src-main/contract/views.ts';
import { useVocabulary } from '../i18n/vocabulary.ts';
import { VerdictShape, type ShapeLevel } from './verdict-shape.tsx';

const shapes: Readonly<Record<SealView['status'], ShapeLevel>> = {
  valid: 'PASS',
  expired: 'UNSURE',
  frozen: 'UNSURE',
  cancelled: 'FAIL',
  unknown: 'NONE',
};

export function SealState({ status }: { readonly status: SealView['status'] }) {
  const { sealState } = useVocabulary();
  return (
    <span className="seal-state">
      <VerdictShape level={shapes[status]} size={16} /> {sealState(status)}
    </span>
  );
}
