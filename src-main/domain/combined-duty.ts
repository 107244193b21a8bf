/**
 * Duties that a firm of one to three people cannot give to different people (职责未能分离), each under its name: allowed only where the
 * policy names it and nobody else is there (docs/adr/0044). 暂行办法 Art. 15, 16 ask for approval as with the physical seal.
 */

export const combinedDuties = [
  'applicant-keeps',
  'approver-keeps',
  'applicant-approves',
  'finance-and-legal-kept',
] as const;
export type CombinedDuty = (typeof combinedDuties)[number];

/** A policy with more people than this combines nothing. */
export const SMALL_FIRM_PEOPLE = 3;

const combinedDutyNames: Readonly<Record<CombinedDuty, { readonly zh: string; readonly en: string }>> =
  Object.freeze({
    'applicant-keeps': {
      zh: '申请人自己用印',
      en: 'whoever applies also seals',
    },
    'approver-keeps': {
      zh: '审批人自己用印',
      en: 'whoever approves also seals',
    },
    'applicant-approves': {
      zh: '申请人自己审批',
      en: 'whoever applies also approves',
    },
    'finance-and-legal-kept': {
      zh: '财务专用章和法定代表人章由一人保管',
      en: 'one person keeps the finance seal and that of the legal representative',
    },
  });

/** Some of them in one line; codes are divided by spaces. What is no code stays as it is. */
export function combinedDutyText(codes: string, language: 'zh' | 'en'): string {
  const words = codes
    .split(' ')
    .map((code) => (isCombinedDuty(code) ? combinedDutyNames[code][language] : code));
  return words.join(language === 'zh' ? '、' : '; ');
}

export function isCombinedDuty(value: string): value is CombinedDuty {
  return (combinedDuties as readonly string[]).includes(value);
}
