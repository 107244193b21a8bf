/** “合同专用章 2 处 + 骑缝 1 组（12 页） · 需 部门负责人 → 法定代表人 审批” */
import { usePlacesText } from '../../i18n/use-places-text.ts';
import { sealWords } from '../../i18n/seal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import type { DeskProps } from './desk-props.ts';
import { placedSeals, placementsOf } from './draft.ts';

/** “合同专用章 2 处 + 骑缝 1 组（12 页）”, counted the same way wherever it is said. */
export function usePlacedWords(draft: DeskProps['draft']): string {
  const say = useWords(sealWords);
  const { sealKind } = useVocabulary();
  const places = usePlacesText();
  const seals = placedSeals(draft).map((each) => `${sealKind(each.typeCode)} ${places(placementsOf(each))}`);
  return seals.length === 0 ? say('nothingPlaced') : seals.join(' · ');
}

export function SummaryLine({ draft, preview }: DeskProps) {
  const say = useWords(sealWords);
  const { role } = useVocabulary();
  const placed = usePlacedWords(draft);
  const roles = preview?.path.map((step) => role(step.role)).join(' → ');
  return (
    <p className="summary" aria-live="polite">
      {placed}
      {roles !== undefined && ` · ${say('pathShort', { roles })}`}
    </p>
  );
}
