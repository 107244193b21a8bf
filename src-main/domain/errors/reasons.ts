/**
 * The closed set of reasons that stand inside a sentence as `{what}`: codes in the detail, words for people in both languages.
 * Only the sentence knows words, so that none of them is half in another language. Placeholders are filled from the detail.
 */
import type { ErrorSentence } from './codes.ts';

/** Where the cross-reference data of a PDF is broken (ISO 32000-2 §7.5.4, §7.5.8). */
export const xrefReasons = {
  'xref-end': { zh: '最后一段索引不在文件末尾', en: 'the last section is not at the end' },
  'xref-prev': { zh: '前一段索引的位置不对', en: 'bad place of the section before' },
  'xref-prev-loop': { zh: '索引段互相指回', en: 'sections lead back to one another' },
  'xref-startxref': { zh: '结尾的索引位置缺失或写错', en: 'no usable startxref' },
  'xref-eof': { zh: '缺少结束标记', en: 'no end mark' },
  'xref-entry-revision': { zh: '有一条索引指到了自己那一版之外', en: 'an entry beyond its revision' },
  'xref-place': { zh: '指定的位置没有索引段', en: 'no section at its offset' },
  'xref-header': { zh: '索引段的开头写错', en: 'bad subsection header' },
  'xref-trailer': { zh: '索引段没有尾部信息', en: 'no trailer' },
  'xref-length': { zh: '索引段的长度不对', en: 'bad length of a section' },
  'xref-entry': { zh: '有一条索引写错', en: 'a bad entry' },
  'xref-hybrid': { zh: '附加索引的位置写错', en: 'bad place of the hybrid section' },
  'xref-columns': { zh: '索引的列宽或范围写错', en: 'bad widths or ranges of the columns' },
  'xref-size': { zh: '对象总数写错', en: 'bad number of objects' },
  'xref-entry-size': { zh: '有一条索引超出对象总数', en: 'an entry beyond the number of objects' },
} as const satisfies Record<string, ErrorSentence>;
export type XrefReason = keyof typeof xrefReasons;

/** How a policy contradicts itself. */
export const policyReasons = {
  'person-twice': { zh: '人员编号 {id} 出现两次', en: 'person {id} is there twice' },
  'certificate-twice': { zh: '同一张证书登记了两次', en: 'one certificate is listed twice' },
  'seal-twice': { zh: '印章 {id} 出现两次', en: 'seal {id} is there twice' },
  'rule-twice': { zh: '审批规则 {id} 出现两次', en: 'rule {id} is there twice' },
  'keeper-twice': { zh: '印章 {seal} 的一位保管人写了两次', en: 'a keeper of seal {seal} is named twice' },
  'keeper-unknown': {
    zh: '印章 {seal} 的保管人 {id} 不在人员名单里',
    en: 'keeper {id} of seal {seal} is not among the people',
  },
  'tiers-count': {
    zh: '审批规则 {id} 的档数与金额界限不一致',
    en: 'the tiers of rule {id} do not fit the amounts',
  },
  'amounts-order': { zh: '“{id}”的金额界限没有由小到大', en: 'the amounts of {id} do not ascend' },
  'combined-twice': { zh: '合并的职责“{id}”写了两次', en: 'the combined duty {id} is named twice' },
  'combined-not-small': {
    zh: '人员多于 {count} 人，不能再由一人兼办几项',
    en: 'with more than {count} people no one may combine duties',
  },
  'deputy-unknown': { zh: '{id} 的代理人不在名单里', en: 'a deputy of {id} is not among the people' },
  'step-twice': {
    zh: '审批规则 {id} 的一档里同一角色出现两次',
    en: 'a role is there twice in one tier of rule {id}',
  },
} as const satisfies Record<string, ErrorSentence>;
export type PolicyReason = keyof typeof policyReasons;

/** How a request contradicts itself. */
export const requestReasons = {
  'number-and-seal': { zh: '编号与印章类型不符', en: 'its number does not fit the kind of seal' },
  'page-missing': { zh: '盖章位置在不存在的页上', en: 'a mark is on a page that does not exist' },
  'validity-order': { zh: '有效期的起止颠倒', en: 'its validity ends before it begins' },
  'number-and-list': {
    zh: '编号与它在清单里的位置不符',
    en: 'its number does not fit its place in a list',
  },
  'place-in-set': {
    zh: '写明的几枚印章与它在整套里的位置不符',
    en: 'the seals that it names do not fit its place in their set',
  },
  'seal-twice-in-set': { zh: '同一枚印章写了两次', en: 'one seal is named twice' },
  'set-used-once': { zh: '几枚印章一起用印的，只能用一次', en: 'several seals together are used once only' },
  'currency-alone': { zh: '写了币种却没有金额', en: 'a currency without an amount' },
} as const satisfies Record<string, ErrorSentence>;
export type RequestReason = keyof typeof requestReasons;

/** Why requests cannot stand in one list (docs/adr/0035). */
export const listReasons = {
  'list-incomplete': { zh: '清单不完整，只找到 {number} 件', en: 'it is not complete: {number} were found' },
  'list-number': {
    zh: '第 {number} 件“{file}”的编号不属于这份清单',
    en: 'the number of item {number}, "{file}", is of another list',
  },
  'set-file': { zh: '几枚印章要盖的不是同一份文件', en: 'its seals are for different files' },
  'list-submission': {
    zh: '第 {number} 件“{file}”不是一起提交的',
    en: 'item {number}, "{file}", was not submitted with the others',
  },
  'list-details': {
    zh: '第 {number} 件“{file}”的事由、事项、有效期等与其他各件不同',
    en: 'purpose, matter or validity of item {number}, "{file}", differ from the others',
  },
  'list-approvals': {
    zh: '第 {number} 件“{file}”需要的审批人与其他各件不同，例如金额到了另一档',
    en: 'item {number}, "{file}", needs other approvals than the rest, for example because of its amount',
  },
} as const satisfies Record<string, ErrorSentence>;
export type ListReason = keyof typeof listReasons;

/** Why a newer policy does not grant a running request (docs/adr/0031). */
const grantReasons = {
  'not-newest': { zh: '它依据的是更早的一版', en: 'it was written under an earlier one' },
  'seal-gone': { zh: '新制度里没有这枚印章', en: 'the seal is not in it' },
  'matter-gone': {
    zh: '新制度不准许用这枚印章办这类事项',
    en: 'it does not allow this matter for this seal',
  },
  'steps-changed': { zh: '审批步骤变了', en: 'the steps of approval are others' },
  'applicant-gone': {
    zh: '申请人{name}或其证书已不在人员名单里',
    en: 'the applicant {name}, or the certificate, is not listed',
  },
  'applicant-role': { zh: '申请人{name}不再有申请的角色', en: 'the applicant {name} may not apply any more' },
  'approver-gone': {
    zh: '已经审批的{name}不再是{role}，或其证书已不在名单里',
    en: '{name}, who has approved, is no longer {role}, or the certificate is not listed',
  },
  'step-people-gone': {
    zh: '{role}这一步，原来能审批的人都已离任或换了证书',
    en: 'nobody who could approve as {role} is left with the same certificate',
  },
  'keeper-gone': {
    zh: '原来能盖章的保管人都已离任、换了证书，或者已经审批过',
    en: 'no keeper who could seal is left with the same certificate and without having approved',
  },
  'people-missing': {
    zh: '剩下的人太少，每一步由不同的人审批已排不开',
    en: 'too few different people are left for the steps',
  },
  'attachment-needed': { zh: '新制度要求附上决议', en: 'it asks for a resolution' },
  'runs-too-long': {
    zh: '有效期超过新制度准许的 {hours} 小时',
    en: 'it runs longer than the {hours} hours now allowed',
  },
} as const satisfies Record<string, ErrorSentence>;
export type GrantReason = keyof typeof grantReasons;

/** Why a delegation does not count, or is not put on record (docs/adr/0045). */
export const delegationReasons = {
  unknown: { zh: '登记簿里没有这份委托书', en: 'the register has no such delegation' },
  'other-deputy': { zh: '它不是委托给这个人的', en: 'it is not for this person' },
  'not-accepted': { zh: '代理人还没有接受', en: 'the deputy has not accepted it' },
  'accepted-before': { zh: '已经接受过了', en: 'it was accepted before' },
  revoked: { zh: '它已经撤销', en: 'it was revoked' },
  'other-seal': { zh: '它不包括这枚印章', en: 'it does not cover this seal' },
  'other-matter': { zh: '它不包括这类事项', en: 'it does not cover this matter' },
  'beyond-amount': {
    zh: '金额超过它的上限 {amount}，或没有写金额',
    en: 'the amount is above its limit {amount}, or none is given',
  },
  'not-now': { zh: '它只在 {from} 到 {until} 有效', en: 'it holds from {from} to {until} only' },
  'not-named': {
    zh: '用印制度没有把这个人列为代理人，或证书换过',
    en: 'the policy does not name this person as deputy, or a certificate has changed',
  },
  'not-as-shown': {
    zh: '它与输入 PIN 之前显示的不是同一份',
    en: 'it is not the one that was shown before the PIN',
  },
  'other-policy': { zh: '用印制度刚换了新的一版', en: 'there is a newer policy' },
  'no-office': { zh: '委托人没有审批或保管的职责', en: 'the grantor neither approves nor keeps a seal' },
  'bad-days': {
    zh: '起止日期不对：要在一年以内，到某一天结束时为止，且还没有过去',
    en: 'its days are wrong: at most one year, to the end of a day that is not over',
  },
  'not-apart': {
    zh: '代理人已经保管或受托使用财务专用章和法定代表人章中的另一枚，这两枚章要分人',
    en: 'the deputy keeps or may use the other of finance seal and seal of the legal representative, which need different people',
  },
  'for-applicant': { zh: '委托人不能办这一步', en: 'the grantor may not take this step' },
} as const satisfies Record<string, ErrorSentence>;
export type DelegationReason = keyof typeof delegationReasons;

/** Why a seal is not handed over, or nobody can leave like that (docs/adr/0046). */
export const handOverReasons = {
  'unknown-person': { zh: '用印制度里没有 {name}', en: '{name} is not among the people of the policy' },
  'same-person': { zh: '{name} 不能移交给自己', en: '{name} cannot hand over to the same person' },
  'no-seal': { zh: '没有选出 {name} 要移交的印章', en: 'no seal of {name} was chosen' },
  'not-kept': { zh: '选出的印章不由 {name} 保管', en: '{name} does not keep the seal that was chosen' },
  'not-held': { zh: '{name} 不是{role}', en: '{name} is not {role}' },
  'no-deputy': { zh: '{name} 不是 {other} 的代理人', en: '{name} is no deputy of {other}' },
  'no-keeper': {
    zh: '{name} 离任后，{seal}就没有人保管了，请选一位接收人',
    en: 'nobody would keep the {seal} after {name} has left; choose who takes it over',
  },
  'no-legal': {
    zh: '{name} 离任后就没有法定代表人了',
    en: 'there would be no legal representative after {name} has left',
  },
  'signs-policies': {
    zh: '现在的法定代表人章（05）还是 {name} 的，制度由这把 UKey 签署；请先领取新法定代表人的印章，由新的 UKey 签署一版制度',
    en: 'the seal of the legal representative (05) is still that of {name}, whose UKey signs the policy; receive the seal of the new one and have the policy signed by it first',
  },
} as const satisfies Record<string, ErrorSentence>;
export type HandOverReason = keyof typeof handOverReasons;

const reasons: Readonly<Record<string, ErrorSentence>> = {
  ...xrefReasons,
  ...policyReasons,
  ...requestReasons,
  ...listReasons,
  ...grantReasons,
  ...delegationReasons,
  ...handOverReasons,
};

/** The sentence with the words of its reason in place of `{what}`; other values are left for the caller to fill. */
export function withReason(
  sentence: string,
  detail: Readonly<Record<string, string | number>>,
  language: keyof ErrorSentence,
): string {
  const { what } = detail;
  const words = typeof what === 'string' && Object.hasOwn(reasons, what) ? reasons[what] : undefined;
  return words ? sentence.replace('{what}', () => words[language]) : sentence;
}
