/**
 * Honest work in the habits of the programs of the world (issue 2.1 §2, §5): every order that keeps to what the signers allowed gives the
 * verdict that the rule states, and what is green stays green when the pages are drawn.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verdictCodes } from '../../src-main/domain/verdict-codes.ts';
import { withLooks } from '../../src-main/verification/looks.ts';
import type { VerificationReport } from '../../src-main/verification/report.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { testContext } from '../attacks/test-context.ts';
import { drawnLooks } from '../attacks/drawn-looks.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { authors } from './authors.ts';
import { fileOf, nameOf, nextSteps, statedVerdicts, type Flow, type Work } from './flows.ts';
import { habits } from './habits.ts';

const context = testContext();
const bytesOf = (flow: Flow) => Uint8Array.from(Buffer.from(fileOf(flow), 'latin1'));

/** Notes that say nothing of what came later. */
const aside = new Set(['LOOKS_MAY_DIFFER', 'MARK_PICTURE_NOT_COMPARED', 'STAMP_NOT_VISIBLE']);

function said(report: VerificationReport): { level: string; codes: string[] }[] {
  return report.signatures.map(({ integrity }) => ({
    level: integrity.level,
    codes: integrity.codes.filter((code) => !aside.has(code)).sort(),
  }));
}

function words(report: VerificationReport): string {
  return report.signatures
    .flatMap(({ coverage }) => coverage.laterChanges.filter(({ allowed }) => !allowed).map(({ en }) => en))
    .join('; ');
}

const levelOf = (code: string) => Object.entries(verdictCodes).find(([name]) => name === code)?.[1].level;
/** Of the city's clerks, not of the file: the tests have no permits, and a plain signature claims its time. */
const elsewhere = new Set(['TIME_CLAIMED_ONLY', 'FORM_FILLED_AFTER_SIGN', 'PERMIT_ABSENT']);

function check(flow: Flow): VerificationReport {
  const report = verifyDocument(bytesSource(bytesOf(flow)), context);
  const about = `${nameOf(flow)}: ${words(report)} [${report.codes.join()}]`;
  expect(said(report), about).toEqual(statedVerdicts(flow));
  const loud = report.codes.filter((code) => levelOf(code) !== 'NOTE' && !elsewhere.has(code));
  expect(loud, about).toEqual([]);
  return report;
}

/** Grown by the state machine from numbers. */
function grown(author: number, choices: readonly (readonly [number, number])[]): Flow {
  const own = authors[author % authors.length];
  if (!own) throw new Error('no author');
  const works: Work[] = [];
  for (const [step, habit] of choices) {
    const steps = nextSteps({ author: own, works });
    const [chosen, by] = [steps[step % steps.length], habits[habit % habits.length]];
    if (chosen && by) works.push({ step: chosen, habit: by });
  }
  return { author: own, works };
}

const flows = fc
  .record({
    author: fc.nat(authors.length - 1),
    choices: fc.array(fc.tuple(fc.nat(1000), fc.nat(habits.length - 1)), { minLength: 2, maxLength: 6 }),
  })
  .map(({ author, choices }) => grown(author, choices));

const isNightly = propertyRuns(1000) === 1000;

describe('each program after each kind of signature', () => {
  it.each(habits.map((habit, i) => ({ name: habit.name, habit, i })))('$name', ({ habit, i }) => {
    const chosen = isNightly ? authors : authors.filter((_, k) => k === i % authors.length);
    for (const author of chosen)
      for (const first of nextSteps({ author, works: [] })) {
        const start: Flow = { author, works: [{ step: first, habit }] };
        const second = nextSteps(start).filter((_, k) => isNightly || k % 4 === i % 4);
        for (const step of second) check({ author, works: [...start.works, { step, habit }] });
      }
  });
});

it('orders of any length, each step in another hand', () => {
  fc.assert(
    fc.property(flows, (flow) => void check(flow)),
    { numRuns: propertyRuns(400) },
  );
});

it('look as it was announced when the pages are drawn', async () => {
  const tally = { drawn: 0 };
  await fc.assert(
    fc.asyncProperty(flows, async (flow) => {
      const report = check(flow);
      const looks = await drawnLooks(bytesOf(flow), report);
      expect(
        looks.map(({ look }) => look),
        nameOf(flow),
      ).toEqual(looks.map(() => 'same'));
      tally.drawn += looks.length;
      expect(withLooks(report, looks).level).toBe(report.level);
    }),
    { numRuns: propertyRuns(60) },
  );
  expect(tally.drawn).toBeGreaterThan(0);
});
