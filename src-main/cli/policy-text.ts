/** What a policy changes, in lines for a terminal. */
import { differenceSentence, goingText, grantReasonText } from '../domain/policy-difference-text.ts';
import type { draftEffect } from '../app/office/policy-draft/policy-draft.ts';

/** Differences, and what becomes of running requests; for whoever is about to sign, too. */
export function effectLines(effect: ReturnType<typeof draftEffect>): string[] {
  if (effect === null) return ['没有改动：正在编辑的与现行的用印制度相同。'];
  const { sequence, differences, touched, going } = effect;
  const ended = touched.map(
    ({ id, fileName, applicant, refusal }) =>
      `  ${id}　${fileName}　${applicant}：${grantReasonText(refusal, 'zh')}`,
  );
  return [
    `用印制度 第 ${sequence} 版（尚未签署）与现行的相比，改了 ${differences.length} 处：`,
    ...differences.map((each) => `  ${differenceSentence(each, 'zh')}`),
    '',
    ...(ended.length > 0 ? [`签署后，正在办理的 ${ended.length} 件申请作废，要重新提交：`, ...ended] : []),
    goingText(ended.length, going, 'zh'),
  ];
}
