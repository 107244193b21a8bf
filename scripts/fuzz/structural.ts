/**
 * `npm run fuzz -- --structural [--runs N] [--seed S]`: sealed forms with well-formed updates of every kind, by the ten thousand. A file
 * that verifies green is painted as it was signed and as it is now, by pdf.js, poppler, MuPDF, Ghostscript and PDFium as far as they are
 * here; none of them may see anything that the report does not announce. Files that break the rule are kept under out/fuzz. Exit 1 when there is one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { contradiction } from '../../test/attacks/structural/drawing-oracles.ts';
import { paintersHere } from '../../test/attacks/structural/painters.ts';
import { structuralFiles, type StructuralFile } from '../../test/attacks/structural/structural-files.ts';
import { testContext } from '../../test/attacks/test-context.ts';

/** Findings that are kept before the run stops: one cause makes many. */
const maxFindings = 20;

/** Runs it; the exit code. */
export async function fuzzStructure({ runs, seed }: { runs: number; seed: number }): Promise<number> {
  const context = testContext();
  const { painters, absent } = await paintersHere();
  for (const why of absent) console.log(`SKIPPED painter ${why}`);
  const levels = new Map<string, number>();
  const drawn = new Set<string>();
  let findings = 0;
  for (const file of fc.sample(structuralFiles, { numRuns: runs, seed })) {
    const report = verifyDocument(bytesSource(file.bytes), context);
    levels.set(report.level, (levels.get(report.level) ?? 0) + 1);
    const isError = report.codes.includes('ENGINE_ERROR');
    if (report.level !== 'PASS' && !isError) continue;
    if (drawn.has(file.recipe)) continue;
    drawn.add(file.recipe);
    const why = isError ? 'ENGINE_ERROR' : await contradiction(file.bytes, file.signed, report, painters);
    if (why === null) continue;
    findings += 1;
    console.log(
      `${why}: ${file.recipe}\n  ${report.codes.join(' ')}\n  kept as ${keep(file, seed, findings)}`,
    );
    if (findings >= maxFindings) break;
  }
  const counts = [...levels].map(([level, count]) => `${level} ${count}`).join(', ');
  console.log(
    `${counts}; ${drawn.size} green files painted by ${[...painters.keys()].join(', ')}; ${findings} contradicted; seed ${seed}`,
  );
  return findings > 0 ? 1 : 0;
}

function keep({ bytes }: StructuralFile, seed: number, number: number): string {
  const folder = new URL('../../out/fuzz/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`structural-${seed}-${number}.pdf`, folder);
  writeFileSync(file, bytes);
  return file.pathname;
}
