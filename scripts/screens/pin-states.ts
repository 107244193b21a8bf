/** The PIN window in every state that a demo does not come to by itself: few tries, the last one, locked, keypad, several files. */
import type { Page } from 'playwright-core';
import type { PageConnection } from '../../src-main/app/ports.ts';
import type { PinQuestion } from '../../src-main/contract/pin.ts';
import type { CallResult } from '../../src-main/contract/result.ts';
import type { SealView } from '../../src-main/contract/views.ts';

export interface PinStatesDesk {
  /** The main window, whose seals are shown. */
  readonly page: Page;
  readonly appearance: PinQuestion['appearance'];
  readonly shoot: (name: string, page?: Page) => Promise<void>;
  /** Opens a page on a connection. */
  readonly show: (page: Page, connection: PageConnection) => Promise<void>;
}

const subject = {
  requestId: 'YY-04-20261123-0007',
  fileName: '开封市汴京文化传媒有限公司与河南中州展览工程有限公司古城文旅节展陈服务合同（最终签署版）.pdf',
  sm3: 'a3f59c01'.padEnd(64, '0'),
  typeCode: '04',
  placed: { places: 2, seams: 1, seamPages: 12 },
  reason: '古城文旅节展陈服务合同签订',
  matter: 'contract',
  uses: 2,
  refusal: null,
  counterparty: '河南中州展览工程有限公司',
  amount: '128000.00',
  currency: 'CNY',
} as const;
const attachments: PinQuestion['subject']['attachments'] = [
  { kind: 'resolution', name: '股东会决议（2026 年第 7 号）.pdf', sm3: '5d02c81e'.padEnd(64, '0') },
];
const batch = Array.from({ length: 12 }, (_, index) => ({
  requestId: `YY-04-20261123-${String(index + 10).padStart(4, '0')}`,
  fileName: `供货合同第 ${index + 1} 号（河南中州展览工程有限公司）.pdf`,
  sm3: 'b7e2'.padEnd(64, String(index % 10)),
  sealName: '合同专用章',
  ...{ reason: '年度供货', counterparty: '河南中州展览工程有限公司', amount: '36000', currency: 'CNY' },
}));

const states: Readonly<Record<string, Partial<PinQuestion>>> = {
  low: { triesState: 'low', triesLeft: null },
  final: { triesState: 'final', triesLeft: 1 },
  locked: { triesState: 'locked', triesLeft: 0 },
  keypad: { hasKeypad: true, triesLeft: null, offersSandboxPin: false },
  batch: { batch },
  together: {
    action: 'approve',
    batch,
    sums: { totals: [{ currency: 'CNY', amount: '432000.00', count: 12 }], withoutAmount: 0 },
    timeStamp: null,
  },
  warnings: { warnings: ['hidden-layers', 'fonts-not-embedded', 'embedded-files', 'signed-before'] },
  reject: {
    action: 'reject',
    subject: {
      ...subject,
      attachments,
      sealName: '',
      picture: null,
      firstPage: null,
      refusal: '报价清单没有附上，请补齐后重新提交。'.repeat(6),
    },
  },
  behalf: {
    action: 'approve',
    subject: { ...subject, attachments, sealName: '', picture: null, firstPage: null, behalf: '周启明' },
    token: { label: 'soft-cashier', holder: '杜若溪', isSoftware: true },
    timeStamp: null,
  },
  delegate: {
    action: 'delegate',
    subject: {
      ...subject,
      ...{ requestId: null, fileName: '', sm3: null, typeCode: null, sealName: '', picture: null },
      ...{ firstPage: null, attachments: [], reason: '', matter: null, uses: null, counterparty: null },
      ...{ amount: null, currency: null, placed: { places: 0, seams: 0, seamPages: 0 } },
    },
    delegation: {
      ...{ grantor: '周启明', deputy: '杜若溪', seals: ['04', '01'], matters: ['contract', 'letter'] },
      ...{ maxAmount: '200000', currency: 'CNY' },
      ...{ from: '2026-11-30T16:00:00Z', until: '2026-12-11T15:59:59Z' },
    },
    token: { label: 'soft-department', holder: '周启明', isSoftware: true },
    timeStamp: null,
  },
  policy: {
    action: 'policy',
    subject: {
      ...subject,
      ...{ requestId: null, fileName: '用印制度 第 2 版', reason: '', counterparty: null, amount: null },
      ...{
        sealName: '沈镕昇法定代表人章',
        picture: null,
        firstPage: null,
        matter: null,
        uses: null,
        attachments: [],
      },
    },
    token: { label: 'soft-legal', holder: '沈镕昇', isSoftware: true },
    timeStamp: null,
    policy: {
      sequence: 2,
      differences: [
        { code: 'person-removed', detail: { name: '马堃', rolesBefore: 'keeper applicant' } },
        { code: 'person-added', detail: { name: '何静', roles: 'keeper' } },
        { code: 'keeper-added', detail: { name: '何静', seal: '04' } },
        {
          code: 'bounds-changed',
          detail: { matter: 'contract', before: '50,000.00、500,000.00', after: '30,000.00' },
        },
      ],
      touched: Array.from({ length: 3 }, (_, i) => ({
        id: `YY-04-20261123-000${i + 1}`,
        fileName: subject.fileName,
        applicant: '王晓',
        refusal: { what: 'keeper-gone' },
      })),
      going: 8,
    },
  },
};

/** The question of every state, by its name. */
export function pinQuestions(
  appearance: PinQuestion['appearance'],
  seal: Pick<SealView, 'name' | 'picture'> | undefined,
): Readonly<Record<string, PinQuestion>> {
  const question: PinQuestion = {
    token: { label: 'soft-keeper', holder: '马堃', isSoftware: true },
    ...{
      triesState: 'ok',
      triesLeft: 6,
      hasKeypad: false,
      action: 'apply',
      batch: null,
      list: null,
      warnings: [],
      notes: [
        {
          ...{ fileName: null, code: 'sealed-before' },
          detail: { time: '2026-11-20T02:14:00Z', id: 'YY-04-20261120-0002' },
        },
      ],
      policy: null,
      timeStamp: 'ready',
    },
    ...{ offersSandboxPin: true, seconds: 120, appearance },
    subject: {
      ...subject,
      attachments,
      sealName: seal?.name ?? '',
      picture: seal?.picture ?? null,
      firstPage: null,
    },
  };
  return Object.fromEntries(Object.entries(states).map(([name, part]) => [name, { ...question, ...part }]));
}

export async function pinStates({ page, appearance, shoot, show }: PinStatesDesk): Promise<void> {
  const seals = await page.evaluate<CallResult<SealView[]>>("window.bianyin.call('seal.list', '{}')");
  const seal = seals.ok ? seals.value.find(({ typeCode }) => typeCode === '04') : undefined;
  for (const [name, question] of Object.entries(pinQuestions(appearance, seal))) {
    const window = await page.context().newPage();
    await window.setViewportSize({ width: 440, height: 640 });
    await show(window, asking(question));
    await window.locator('.pin').waitFor();
    await shoot(`pin-${name}`, window);
    await window.close();
  }
}

/** A connection that asks, and never hears an answer. */
export function asking(question: PinQuestion): PageConnection {
  return {
    page: 'pin',
    call: (_, name) =>
      name === 'pin.describe'
        ? Promise.resolve({ ok: true, value: question })
        : new Promise<never>(() => undefined),
    close: () => undefined,
  };
}
