/** When a backup and a drill are due, and what people are told of it (docs/adr/0041). Times are those of China (UTC+8). */

import type { ErrorDetail } from './errors/bianyin-error.ts';

/** After work. */
const HOUR = 18;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_MS = 8 * HOUR_MS;
/** A weekend and a day may pass before anybody is told. */
const OLD_DAYS = 4;
const DRILL_DAYS = 90;
/** How long a failed one is left alone. */
const AGAIN_MS = HOUR_MS / 2;

export interface BackupFacts {
  readonly plan: object | null;
  readonly codeSetAt: string | null;
  readonly last: { readonly madeAt: string; readonly sound: boolean } | null;
  readonly failed: Failed | null;
  readonly drill: { readonly at: string; readonly code: string | null } | null;
}

interface Failed {
  readonly at: string;
  readonly code: string;
  readonly detail: ErrorDetail;
}

export type BackupNotice =
  | { readonly kind: 'not-set-up' | 'none-yet' | 'register-broken' }
  | ({ readonly kind: 'failed'; readonly lastAt: string | null } & Pick<Failed, 'code' | 'detail'>)
  | { readonly kind: 'old'; readonly days: number }
  | { readonly kind: 'drill-due'; readonly days: number | null }
  | { readonly kind: 'drill-failed'; readonly code: string };

/** The next time at which one is made by itself; null while nothing is set up. A time that has passed: as soon as the program runs. */
export function nextBackup({ plan, codeSetAt, last }: BackupFacts): Date | null {
  if (plan === null || codeSetAt === null) return null;
  const after = last ? Date.parse(last.madeAt) : Date.parse(codeSetAt) - DAY_MS;
  const evening = Math.floor((after + CHINA_MS - HOUR * HOUR_MS) / DAY_MS + 1) * DAY_MS;
  return new Date(evening - CHINA_MS + HOUR * HOUR_MS);
}

/** Whether one is to be made now. A clock that was ahead when the last one was made keeps none from being made. */
export function isBackupDue(facts: BackupFacts, now: Date): boolean {
  const next = nextBackup(facts);
  if (next === null) return false;
  const since = facts.failed ? now.getTime() - Date.parse(facts.failed.at) : AGAIN_MS;
  if (since >= 0 && since < AGAIN_MS) return false;
  return next <= now || isAhead(facts.last?.madeAt, now);
}

function isAhead(time: string | undefined, now: Date): boolean {
  return time !== undefined && Date.parse(time) > now.getTime() + DAY_MS;
}

/** The most urgent first. */
export function backupNotices(facts: BackupFacts, now: Date): BackupNotice[] {
  const { plan, codeSetAt, last, failed, drill } = facts;
  if (plan === null || codeSetAt === null) return [{ kind: 'not-set-up' }];
  const notices: BackupNotice[] = [];
  const days = last && daysBetween(last.madeAt, now);
  if (failed) {
    const { code, detail } = failed;
    notices.push({ kind: 'failed', code, detail, lastAt: last?.madeAt ?? null });
  } else if (days === null) notices.push({ kind: 'none-yet' });
  else if (days >= OLD_DAYS) notices.push({ kind: 'old', days });
  if (last?.sound === false) notices.push({ kind: 'register-broken' });
  if (drill && drill.code !== null) notices.push({ kind: 'drill-failed', code: drill.code });
  else if (last && daysBetween(drill?.at ?? codeSetAt, now) >= DRILL_DAYS)
    notices.push({ kind: 'drill-due', days: drill && daysBetween(drill.at, now) });
  return notices;
}

function daysBetween(time: string, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(time)) / DAY_MS);
}
