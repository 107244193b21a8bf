/** A list of requests as the terminal shows it (docs/adr/0035). */
import type { ListInFull, ListItemOnRecord, ListOnRecord } from '../app/requests/request-lists.ts';
import { groupedAmount } from '../domain/amount.ts';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../domain/errors/sentence.ts';
import { chinaTimeText, parseInstant } from '../domain/instant.ts';
import { itemStateNames, itemStates } from '../domain/list-state.ts';
import type { ListTotals } from '../domain/list-totals.ts';
import { matterNames } from '../domain/matter.ts';
import { requestStateNames } from '../domain/request-state.ts';
import { roleNames } from '../domain/role.ts';
import { sealKindNames } from '../domain/seal-kind.ts';
import type { ApprovalSubject, ListSubject } from '../tokens/signer-client.ts';
import { pathLines, waitingFor } from './request-text.ts';
import { subjectLines, whoLines } from './subject-text.ts';

type Told = Exclude<ApprovalSubject, { kind: 'refused' }>;

/** One line of the list of requests: a list is one row, however long it is. */
export function listRow(list: ListOnRecord): string[] {
  const { id, first, count, counts } = list;
  const done = counts.sealed + counts['stamp-waiting'];
  const { reason } = first.request;
  const what = list.seals ? `${first.request.document.name}，${count} 枚章` : `清单 ${count} 件`;
  return [id, stateText(list), reason, what, `${done}/${count}`, waitingFor(list)];
}

/** A file with some of its seals is not "partly used": it waits for the others. */
function stateText({ state, seals }: ListOnRecord): string {
  return seals && state === 'partly-used' ? '待另一枚章' : requestStateNames[state].zh;
}

/** All of it but the files. */
export function listLines(list: ListInFull): string[] {
  const { id, code, first, count, listSm3 } = list;
  const { seal, reason, matter, validUntil } = first.request;
  return [
    `${list.seals ? '一套印章' : '清单'} ${id}　${stateText(list)}${code === undefined ? '' : `（${code}）`}`,
    `  ${list.seals ? `印章　${count} 枚` : `文件　${count} 件`}：${countsText(list)}`,
    ...(list.seals ? [] : [`  印章　${sealKindNames[seal.typeCode].zh}`]),
    `  事由　${reason}（${matterNames[matter].zh}）`,
    ...totalsLines(list),
    ...(list.gone.length === 0 ? [] : [`  不计　　已撤回或未同意的 ${list.gone.length} 件`]),
    `  清单 SM3　${(listSm3.match(/.{8}/g) ?? []).join(' ')}`,
    `  有效至 ${chinaTimeText(parseInstant(validUntil), 'zh')}`,
    ...pathLines(list),
    ...endLines(list),
  ];
}

/** Why it does not run any more, and what to do now: as the window says it. */
function endLines({ state, code, detail }: ListOnRecord): string[] {
  if (code === undefined || state === 'used') return [];
  return [`  ${sentenceFor(new BianyinError(code, detail), 'zh')}`];
}

/** One file of a list in a table. */
export function itemRow({ request, index, state, code }: ListItemOnRecord): string[] {
  const { document, seals, seal, reference = '', counterparty = '', amount, currency } = request;
  const money = amount === undefined ? '' : moneyText(amount, currency ?? '');
  const why = code === undefined ? '' : `（${code}）`;
  return [
    String(index + 1),
    `${itemStateNames[state].zh}${why}`,
    seals ? `${sealKindNames[seal.typeCode].zh}：${document.name}` : document.name,
    reference,
    counterparty,
    money,
  ];
}

export const itemHead = ['序号', '状态', '文件', '编号', '相对方', '金额'];

/** What is about to be signed, before the PIN is typed: sums, and the first files. */
export function listSubjectLines(subject: ListSubject): string[] {
  const { listId, listSm3, filesSm3, count, sealName, typeCode, reason, matter, first } = subject;
  const rows = first.map(({ fileName, sm3 }) => `    ${fileName}　SM3 ${sm3.slice(0, 16)}…`);
  if (subject.seals) return setSubjectLines(subject, subject.seals);
  return [
    '将要签名的清单（每份文件由签名进程读过）：',
    ...(listId === null ? [] : [`  清单　　${listId}`]),
    `  文件　　${count} 件`,
    ...rows,
    ...(count > first.length ? ['    …'] : []),
    `  文件 SM3 合计　${(filesSm3.match(/.{8}/g) ?? []).join(' ')}`,
    ...(listSm3 === null ? [] : [`  清单 SM3　${(listSm3.match(/.{8}/g) ?? []).join(' ')}`]),
    `  印章　　${sealName}（${sealKindNames[typeCode].zh}），共 ${subject.placed.places} 处、骑缝 ${subject.placed.seams} 组`,
    `  事由　　${reason}（${matterNames[matter].zh}）`,
    ...totalsLines(subject),
    ...partyLines(subject),
    ...leftOutLines(subject),
    ...whoLines(subject),
  ];
}

/** One approval before its PIN: what it is about, and what is said beside it. */
export function approvalLines({ kind, subject, comment }: Told): string[] {
  const lines = kind === 'list' ? listSubjectLines(subject) : subjectLines(subject);
  return comment === null ? lines : [...lines, `  意见　　${comment}`];
}

/** What each counterparty comes to, the first of them. */
function partyLines({ byCounterparty, counterparties, count }: ListSubject): string[] {
  if (counterparties === 0 || count === 1) return [];
  const lines = byCounterparty.map(({ counterparty, count: files, totals }) => {
    const sums = totals.map(({ currency, amount }) => moneyText(amount, currency));
    return `    ${counterparty ?? '（未写相对方）'}　${[`${files} 件`, ...sums].join('，')}`;
  });
  return [...lines, ...(counterparties > byCounterparty.length ? ['    …'] : [])];
}

/** What is not in it, and so in none of its sums: by number and name. */
function leftOutLines({ leftOut }: ListSubject): string[] {
  const { count, now, first } = leftOut;
  if (count === 0) return [];
  const named = first.map(
    ({ number, fileName, isNow }) => `    ${number} 号 ${fileName}${isNow ? '（此次）' : ''}`,
  );
  return [
    `  不在其中　共 ${count} 件${now === 0 ? '' : `，其中此次 ${now} 件`}，以上合计不含：`,
    ...named,
    ...(count > first.length ? ['    …'] : []),
  ];
}

/** Several seals on one file: each with its kind and places. */
function setSubjectLines(subject: ListSubject, seals: NonNullable<ListSubject['seals']>): string[] {
  const [file] = subject.first;
  const { listId, listSm3, reason, matter } = subject;
  return [
    '将要签名的申请：几枚印章盖在同一份文件上，全部盖好才有文件：',
    ...(listId === null ? [] : [`  申请　　${listId}`]),
    `  文件　　${file?.fileName ?? ''}`,
    `  SM3　　 ${(file?.sm3.match(/.{8}/g) ?? []).join(' ')}`,
    ...seals.map(
      ({ sealName, typeCode, placed }, i) =>
        `  印章 ${i + 1}　${sealName}（${sealKindNames[typeCode].zh}），${placed.places} 处、骑缝 ${placed.seams} 组`,
    ),
    ...whoLines(subject),
    ...(listSm3 === null ? [] : [`  整套 SM3　${(listSm3.match(/.{8}/g) ?? []).join(' ')}`]),
    `  事由　　${reason}（${matterNames[matter].zh}）`,
    ...totalsLines(subject),
  ];
}

/** The same for programs. */
export function listValue(list: ListOnRecord | ListInFull): unknown {
  const { id, state, code, count, counts, listSm3, totals, withoutAmount, counterparties, walk } = list;
  const { seal, reason, matter, validFrom, validUntil } = list.first.request;
  return {
    ...{ id, state, ...(code === undefined ? {} : { code }), count, counts, listSm3 },
    ...(list.seals ? { seals: list.seals } : {}),
    ...('byCounterparty' in list ? { byCounterparty: list.byCounterparty } : {}),
    ...{
      totals,
      withoutAmount,
      counterparties,
      leftOut: list.gone.length,
      seal,
      reason,
      matter,
      validFrom,
      validUntil,
    },
    path: (walk?.path.steps ?? []).map(({ index, role, people }) => ({
      step: index + 1,
      role,
      people: people.map(({ name }) => name),
      approvedAt: walk?.approvals[index]?.value.time ?? null,
    })),
    next: walk?.next ? roleNames[walk.next.role].zh : null,
  };
}

export function itemValue({ request, index, state, code, detail, file }: ListItemOnRecord): unknown {
  const { id, document, reference, counterparty, amount, currency } = request;
  return {
    ...{ id, number: index + 1, state, ...(code === undefined ? {} : { code, detail }), file },
    ...{ document, reference, counterparty, amount, currency },
  };
}

function countsText({ counts }: ListOnRecord): string {
  return itemStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${itemStateNames[state].zh} ${counts[state]}`)
    .join('，');
}

function totalsLines({ totals, withoutAmount, counterparties }: ListTotals): string[] {
  const sums = totals.map(({ currency, amount, count }) => `${moneyText(amount, currency)}（${count} 件）`);
  const without = withoutAmount > 0 ? [`未写金额 ${withoutAmount} 件`] : [];
  return [`  合计　　${[...sums, ...without].join('，')}；相对方 ${counterparties} 家`];
}

function moneyText(amount: string, currency: string): string {
  return currency === 'CNY' ? `￥${groupedAmount(amount)}` : `${currency} ${groupedAmount(amount)}`;
}
