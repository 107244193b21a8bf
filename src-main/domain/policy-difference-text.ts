/** How a policy differs from the one before it, in sentences: what the legal representative reads before signing. */
import type { ErrorSentence } from './errors/codes.ts';
import type { Language } from './errors/sentence.ts';
import { filledSentence } from './errors/detail-words.ts';
import { withReason } from './errors/reasons.ts';

/** Detail: `roles`, `steps` (also `…Before`), `role`, `matter`, `seal` hold codes; everything else stands as it is. */
const sentences = {
  first: {
    zh: '这是第一版：{people} 人，{seals} 枚印章，{rules} 条审批规则。请逐项核对。',
    en: 'This is the first one: {people} people, {seals} seals, {rules} rules. Check each of them.',
  },
  'enterprise-renamed': {
    zh: '单位名称由“{before}”改为“{after}”。',
    en: 'The enterprise is called {after} instead of {before}.',
  },
  'person-added': { zh: '新增 {name}：{roles}。', en: 'New: {name}, {roles}.' },
  'person-removed': { zh: '移除 {name}（{rolesBefore}）。', en: 'Removed: {name} ({rolesBefore}).' },
  'person-renamed': { zh: '{before} 改名为 {name}。', en: '{before} is called {name} now.' },
  'person-moved': {
    zh: '{name} 的部门：{before} → {after}。',
    en: 'Department of {name}: {before} → {after}.',
  },
  'roles-given': { zh: '{name} 新任{roles}。', en: '{name} becomes {roles}.' },
  'roles-taken': { zh: '{name} 不再是{rolesBefore}。', en: '{name} is no longer {rolesBefore}.' },
  'certificates-replaced': {
    zh: '{name} 换了证书，原来的 UKey 不再有效。',
    en: '{name} has another certificate; the old token counts no more.',
  },
  'certificate-added': { zh: '{name} 增加一张证书。', en: '{name} gets one more certificate.' },
  'certificate-removed': { zh: '{name} 停用一张证书。', en: '{name} loses a certificate.' },
  'deputy-added': {
    zh: '{deputy} 可以凭授权委托代 {name} 办理。',
    en: '{deputy} may stand in for {name}, by a delegation.',
  },
  'deputy-removed': {
    zh: '{deputy} 不再代 {name} 办理，现有的委托随之失效。',
    en: '{deputy} stands in for {name} no more; delegations that run end with it.',
  },
  'seal-added': { zh: '新增{seal}，由 {people} 保管。', en: 'New: {seal}, kept by {people}.' },
  'seal-removed': { zh: '移除{seal}（{esId}）。', en: 'Removed: {seal} ({esId}).' },
  'keeper-added': { zh: '{name} 开始保管{seal}。', en: '{name} keeps the {seal} now.' },
  'keeper-removed': { zh: '{name} 不再保管{seal}。', en: '{name} keeps the {seal} no more.' },
  'rule-added': {
    zh: '“{matter}”可以用{seal}：{steps}；可申请：{roles}。',
    en: '“{matter}” may use the {seal}: {steps}; may apply: {roles}.',
  },
  'rule-removed': { zh: '“{matter}”不能再用{seal}。', en: '“{matter}” may not use the {seal} any more.' },
  'steps-changed': {
    zh: '“{matter}”用{seal}的审批：{stepsBefore} 改为 {steps}。',
    en: '“{matter}” with the {seal} is approved by {steps} instead of {stepsBefore}.',
  },
  'applicants-changed': {
    zh: '“{matter}”用{seal}：可申请的由{rolesBefore}改为{roles}。',
    en: '“{matter}” with the {seal}: {roles} may apply instead of {rolesBefore}.',
  },
  'resolution-asked': {
    zh: '“{matter}”用{seal}须附决议。',
    en: '“{matter}” with the {seal} needs a resolution now.',
  },
  'resolution-dropped': {
    zh: '“{matter}”用{seal}不再要求决议。',
    en: '“{matter}” with the {seal} needs no resolution any more.',
  },
  'bounds-changed': {
    zh: '“{matter}”的金额界限：{before} 改为 {after}。',
    en: 'Amount limits of “{matter}”: {after} instead of {before}.',
  },
  'currency-changed': { zh: '币种由 {before} 改为 {after}。', en: 'Currency: {after} instead of {before}.' },
  'time-stamp-required': {
    zh: '盖章都要加时间戳，没有就不盖；进行中的申请也一样。',
    en: 'Every seal needs a time stamp, and none is put without one; running requests are no exception.',
  },
  'time-stamp-free': {
    zh: '盖章不再必须加时间戳，由盖章人决定。',
    en: 'A seal needs no time stamp any more; whoever seals decides.',
  },
  'hours-changed': {
    zh: '申请最长有效 {before} 小时改为 {after} 小时。',
    en: 'Requests run {after} hours at most instead of {before}.',
  },
  'duties-combined': {
    zh: '人员不足，职责未能分离：{duties}。',
    en: 'Too few people to keep duties apart: {duties}.',
  },
  'duties-apart': { zh: '不再允许：{duties}。', en: 'No longer allowed: {duties}.' },
  'profile-changed': {
    zh: '依据的样本由 {before} 改为 {after}。',
    en: 'Profile: {after} instead of {before}.',
  },
  'start-later': { zh: '自 {from} 起生效。', en: 'It takes effect at {from}.' },
} as const satisfies Record<string, ErrorSentence>;

export type PolicyDifferenceCode = keyof typeof sentences;
export const policyDifferenceCodes = Object.keys(sentences) as [
  PolicyDifferenceCode,
  ...PolicyDifferenceCode[],
];

export interface PolicyDifference {
  readonly code: PolicyDifferenceCode;
  readonly detail: Readonly<Record<string, string>>;
}

/** One difference in words. Values are cleaned of what could forge the line. */
export function differenceSentence(
  { code, detail }: PolicyDifference,
  language: keyof ErrorSentence,
): string {
  return filledSentence(sentences[code][language], detail, language);
}

/** Why a policy ends a running request: the words of `request-policy-replaced`'s reason. */
export function grantReasonText(
  detail: Readonly<Record<string, string | number>>,
  language: keyof ErrorSentence,
): string {
  return filledSentence(withReason('{what}', detail, language), detail, language);
}

/** What becomes of the running requests that a policy does not end; empty where it ends all that run. */
export function goingText(ended: number, going: number, language: Language): string {
  if (going === 0)
    return ended > 0 ? '' : { zh: '现在没有正在办理的申请。', en: 'No request is running now.' }[language];
  if (ended > 0)
    return {
      zh: `其余 ${going} 件正在办理的申请照常进行。`,
      en: `The other ${going} running requests go on.`,
    }[language];
  return { zh: `正在办理的申请（${going} 件）照常进行。`, en: `All running requests (${going}) go on.` }[
    language
  ];
}
