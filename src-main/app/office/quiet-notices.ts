/**
 * Quiet notices on the desktop (docs/adr/0051): that something waits, never what. None while the person is at the window, and never more
 * than one a minute, whatever a page tells.
 */
import type { CallInput } from '../../contract/calls.ts';
import type { WindowPorts } from '../ports.ts';

type Told = CallInput<'notice.tell'>;
type Language = 'zh' | 'en';

export interface QuietNotices {
  tell(told: Told, language: Language): void;
  stop(): void;
}

const EVERY_MS = 60_000;
const nothing: Told['news'] = { toApprove: 0, toSeal: 0, decided: 0 };

/** What comes within the minute is said at its end, with the numbers of then. */
export function quietNotices({ isAttended, show }: NonNullable<WindowPorts['notices']>): QuietNotices {
  let unsaid = nothing;
  let minute: NodeJS.Timeout | null = null;
  let last: { readonly told: Told; readonly language: Language } | null = null;
  const say = (): void => {
    if (minute !== null || last === null) return;
    const words = isAttended() ? '' : noticeText({ ...last.told, news: unsaid }, last.language);
    unsaid = nothing;
    if (words === '') return;
    show(words);
    minute = setTimeout(() => {
      minute = null;
      say();
    }, EVERY_MS);
    minute.unref();
  };
  return {
    tell(told, language) {
      last = { told, language };
      unsaid = sumOf(unsaid, told.news);
      say();
    },
    stop: () => {
      if (minute !== null) clearTimeout(minute);
    },
  };
}

function sumOf(a: Told['news'], b: Told['news']): Told['news'] {
  return {
    toApprove: a.toApprove + b.toApprove,
    toSeal: a.toSeal + b.toSeal,
    decided: a.decided + b.decided,
  };
}

const sentences = {
  zh: {
    toApprove: '有 {count} 件待您审批',
    toSeal: '有 {count} 件待您盖章',
    decided: '您申请的 {count} 件有了结果',
  },
  en: { toApprove: 'To approve: {count}', toSeal: 'To seal: {count}', decided: 'Yours, decided: {count}' },
} as const;

/** All that waits where something of it is new; empty when there is nothing to say. */
export function noticeText({ toApprove, toSeal, news }: Told, language: Language): string {
  const counts = {
    toApprove: news.toApprove > 0 ? toApprove : 0,
    toSeal: news.toSeal > 0 ? toSeal : 0,
    decided: news.decided,
  };
  const said = (['toApprove', 'toSeal', 'decided'] as const)
    .filter((each) => counts[each] > 0)
    .map((each) => sentences[language][each].replace('{count}', String(counts[each])));
  return said.join(language === 'zh' ? '；' : '; ');
}
