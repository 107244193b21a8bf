/**
 * How old a revocation list or OCSP response may be for what is judged by it, however far away it puts its own end (RFC 5280 §5.1.2.5 sets no
 * bound to nextUpdate; ETSI EN 319 411-1 §6.3.9 lets the last list of an authority never end). Own rule, docs/adr/0032.
 */
const day = 86_400_000;

/**
 * From when on the age is told, and from when on nothing is believed. Lists about authorities, and about services that stand right below a
 * root, are published once or twice a year; cities publish what became of seals once a month at the least.
 */
const bounds = {
  holder: { old: 190 * day, stale: 190 * day },
  authority: { old: 400 * day, stale: 3 * 366 * day },
  seal: { old: 35 * day, stale: 35 * day },
} as const;

export type ListAge = 'new' | 'old' | 'stale';

/** The age of what was published at `asOf` about such a certificate, for a judgement at `at`. What is younger than that is new. */
export function listAge(about: keyof typeof bounds, asOf: Date, at: Date): ListAge {
  const { old, stale } = bounds[about];
  const age = at.getTime() - asOf.getTime();
  if (age > stale) return 'stale';
  return age > old ? 'old' : 'new';
}
