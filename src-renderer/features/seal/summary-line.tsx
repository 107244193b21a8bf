/** “合同专用章 2 处 + 骑缝 1 组（12 页） · 需 部门负责人 → 法定代表人 审批” */
import { sealWords } from '../../i18n/seal-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import type { DeskProps } from './desk-props.ts';

export function SummaryLine({ draft, preview }: DeskProps) {
  const say = useWords(sealWords);
  const { sealKind, role } = useVocabulary();
  const count = draft.points.reduce((sum, { pages }) => sum + pages.length, 0);
  const marks = [
    count > 0 ? say('placed', { seal: sealKind(draft.typeCode), count }) : null,
    draft.seam ? say('seamGroup', { pages: draft.seam.pages.length }) : null,
  ].filter((part) => part !== null);
  const roles = preview?.path.map((step) => role(step.role)).join(' → ');
  return (
    <p className="summary" aria-live="polite">
      {marks.length === 0 ? say('nothingPlaced') : marks.join(' + ')}
      {roles !== undefined && ` · ${say('pathShort', { roles })}`}
    </p>
  );
}
