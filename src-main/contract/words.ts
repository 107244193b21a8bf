/** Names and rules of the domain that pages show: pages may import the contract alone (.dependency-cruiser.cjs), so it lends them. */
export { amountPattern, capitalAmount, parseTypedAmount } from '../domain/amount.ts';
export { defaultMatters, matterNames, matters, type Matter } from '../domain/matter.ts';
export type { Placement } from '../domain/placement.ts';
export { isJournalEvent, journalEventNames } from '../domain/journal-event.ts';
export { placeBehind } from '../domain/placement-keyword.ts';
export { countPlaces } from '../domain/placement-count.ts';
export { differenceSentence, grantReasonText } from '../domain/policy-difference-text.ts';
export { approverRoles, isRole, roleNames } from '../domain/role.ts';
export type { RegisterColumn } from '../domain/register-columns.ts';
export { requestStateNames } from '../domain/request-state.ts';
export { sealingWarnings, warningHead, type SealingWarning } from '../domain/sealing-warnings.ts';
export { sealingSteps, type SealingStep } from '../domain/sealing-step.ts';
export { sealKindNames, sealTypeCodes, type SealTypeCode } from '../domain/seal-kind.ts';
export { verdictAxes, type SignatureLevel, type VerdictAxis } from '../domain/verdict.ts';
export { codeSentence, foundCodes, furtherFindings } from '../domain/verdict-sentence.ts';
export { verdictCodes } from '../domain/verdict-codes.ts';
export { actText, approvalWords } from '../domain/approval-words.ts';
export { isServiceAddress } from '../domain/service-address.ts';
