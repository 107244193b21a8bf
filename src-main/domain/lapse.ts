/**
 * What comes to its end soon, and how soon that is said: 60, 30 and 10 days ahead (a seal is renewed before it expires, 暂行办法 Art. 17).
 */

export const lapsingThings = [
  'seal',
  'seal-certificate',
  'seal-and-certificate',
  'person-certificate',
  'trust-pack',
  'time-stamps',
] as const;
export type LapsingThing = (typeof lapsingThings)[number];

/** `over`: it has come to its end. */
export const lapseStages = ['60', '30', '10', 'over'] as const;
type LapseStage = (typeof lapseStages)[number];

export interface Lapse {
  readonly what: LapsingThing;
  /** Of the seal, the person, the city or the service. */
  readonly name: string;
  /** ISO 8601. */
  readonly until: string;
  /** Whole days that are left; 0 on the last day and afterwards. */
  readonly days: number;
  readonly stage: LapseStage;
}

const DAY_MS = 86_400_000;

/** Null: more than sixty days are left. */
export function lapseOf(
  { what, name, until }: { readonly what: LapsingThing; readonly name: string; readonly until: Date },
  now: Date,
): Lapse | null {
  const left = until.getTime() - now.getTime();
  const stage = stageOf(left);
  if (stage === null) return null;
  return { what, name, until: until.toISOString(), days: Math.max(0, Math.floor(left / DAY_MS)), stage };
}

function stageOf(left: number): LapseStage | null {
  if (left <= 0) return 'over';
  const limits = [10, 30, 60] as const;
  const limit = limits.find((days) => left <= days * DAY_MS);
  return limit === undefined ? null : (String(limit) as LapseStage);
}

/** The most urgent first. */
export function byUrgency(a: Lapse, b: Lapse): number {
  return a.until < b.until ? -1 : Number(a.until > b.until);
}
