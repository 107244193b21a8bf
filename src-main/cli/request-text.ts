/** A request as the terminal shows it. */
import type { Walk } from '../approval/walk.ts';
import { behalfText } from '../domain/approval-words.ts';
import { requestStateNames } from '../domain/request-state.ts';
import type { RequestOnRecord } from '../app/requests/requests.ts';
import { capitalAmount, groupedAmount } from '../domain/amount.ts';
import { attachmentKindNames } from '../domain/attachment.ts';
import { chinaTimeText, parseInstant } from '../domain/instant.ts';
import { combinedDutyText } from '../domain/combined-duty.ts';
import { matterNames } from '../domain/matter.ts';
import { placementText } from '../domain/placement-text.ts';
import { roleNames } from '../domain/role.ts';
import { sealKindNames } from '../domain/seal-kind.ts';

/** One line of a list. */
export function requestRow(view: RequestOnRecord): string[] {
  const { request, usesSpent } = view;
  return [
    request.id,
    requestStateNames[view.state].zh,
    request.reason,
    request.document.name,
    `${usesSpent}/${request.uses}`,
    waitingFor(view),
  ];
}

/** All of it, with the path and how far it has come. */
export function requestLines(view: RequestOnRecord): string[] {
  const { request } = view;
  return [
    `申请 ${request.id}　${requestStateNames[view.state].zh}${view.code === undefined ? '' : `（${view.code}）`}`,
    `  文件　${request.document.name}，${request.document.pages} 页，SM3 ${request.document.sm3.slice(0, 16)}…`,
    `  印章　${sealKindNames[request.seal.typeCode].zh}：${request.placements.map(placementText).join('；')}`,
    `  事由　${request.reason}（${matterNames[request.matter].zh}）`,
    ...(request.reference === undefined ? [] : [`  编号　${request.reference}`]),
    ...(request.counterparty === undefined ? [] : [`  相对方　${request.counterparty}`]),
    ...(request.amount === undefined
      ? []
      : [`  金额　${amountText(request.amount, request.currency ?? '')}`]),
    ...request.attachments.map(
      ({ kind, name, sm3 }, i) =>
        `  附件　${attachmentKindNames[kind].zh}：${name}，SM3 ${sm3.slice(0, 16)}…，${view.attachmentFiles[i] ?? '位置未知'}`,
    ),
    `  次数　已用 ${view.usesSpent}，共 ${request.uses}；有效至 ${timeText(request.validUntil)}`,
    ...pathLines(view),
  ];
}

/** The same for programs. */
export function requestValue(view: RequestOnRecord): unknown {
  const { request, state, code, usesSpent, file, attachmentFiles, walk, comments } = view;
  return {
    id: request.id,
    state,
    ...(code === undefined ? {} : { code }),
    usesSpent,
    file,
    attachmentFiles,
    request,
    path: (walk?.path.steps ?? []).map((step) => ({
      step: step.index + 1,
      role: step.role,
      people: step.people.map(({ name }) => name),
      approvedAt: walk?.approvals[step.index]?.value.time ?? null,
      comment: comments[step.index] ?? null,
    })),
    keepers: (walk?.path.keepers ?? []).map(({ name }) => name),
    combined: walk?.path.combined ?? [],
  };
}

/** Who is to act next. */
export function waitingFor(view: Pick<RequestOnRecord, 'state' | 'walk'>): string {
  const next = view.walk?.next;
  if (next) return `${roleNames[next.role].zh} ${next.people.map(({ name }) => name).join('、')}`;
  const keepers = view.walk?.path.keepers ?? [];
  return view.state === 'ready' || view.state === 'partly-used'
    ? `用印：${keepers.map(({ name }) => name).join('、')}`
    : '';
}

/** The path, and how far it has come. */
export function pathLines({ walk, comments }: Pick<RequestOnRecord, 'walk' | 'comments'>): string[] {
  if (!walk) return [];
  const steps = walk.path.steps.map((step) => {
    const approval = walk.approvals[step.index];
    const people = step.people.map(({ name }) => name).join('、');
    const state = approval
      ? `✓ ${nameOf(approval)} ${timeText(approval.value.time)}${commentText(comments[step.index])}`
      : `待批（${people}）`;
    return `  ${step.index + 1}. ${roleNames[step.role].zh}　${state}`;
  });
  const keepers = walk.path.keepers.map(({ name }) => name).join('、');
  return [
    ...steps,
    `  ${walk.path.steps.length + 1}. 印章保管人用印　${keepers}`,
    ...dutyLines(walk.path.combined),
  ];
}

/** What was said beside an approval. */
function commentText(comment: string | null | undefined): string {
  return typeof comment === 'string' ? `　意见：${comment}` : '';
}

/** A deputy with whom it was for. */
function nameOf({ signer, value: { behalf } }: Walk['approvals'][number]): string {
  return behalf ? behalfText(signer.name, behalf.name, 'zh') : signer.name;
}

/** What is not kept apart for want of people. */
function dutyLines(combined: readonly string[]): string[] {
  if (combined.length === 0) return [];
  return [`  人员不足，职责未能分离：${combinedDutyText(combined.join(' '), 'zh')}`];
}

/** Figures and, for yuan, the capitals that people compare on paper. */
export function amountText(amount: string, currency: string): string {
  const figures = groupedAmount(amount);
  return currency === 'CNY' ? `￥${figures}（${capitalAmount(amount)}）` : `${currency} ${figures}`;
}

function timeText(instant: string): string {
  return chinaTimeText(parseInstant(instant), 'zh');
}
