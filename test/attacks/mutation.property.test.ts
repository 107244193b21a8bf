/**
 * A sealed file that was changed in any byte is never green, except for what green-oracle.ts says a seal leaves open; and no
 * damage makes the verifier fail. BIANYIN_FUZZ_RUNS sets how many files are tried; `npm run fuzz` tries tens of thousands.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src-main/domain/byte-source.ts';
import { verifyDocument } from '../../src-main/verification/verify-document.ts';
import { honestStateOf } from './green-oracle.ts';
import { honestFiles, honestStates } from './honest-files.ts';
import { mutants } from './mutations.ts';
import { testContext } from './test-context.ts';
import { pdfBytes } from './test-pdf.ts';
import { propertyRuns } from '../support/property-runs.ts';

const numRuns = Number(process.env['BIANYIN_FUZZ_RUNS'] ?? propertyRuns(400));
const context = testContext();
const verify = (bytes: Uint8Array) => verifyDocument(bytesSource(bytes), context);

describe('mutated sealed files', () => {
  it('start from green files', () => {
    for (const state of honestStates) expect(verify(state).level).toBe('PASS');
    for (const [name, pdf] of Object.entries(honestFiles))
      expect(honestStateOf(pdfBytes(pdf)), name).not.toBeNull();
  });

  it('are never green, and never an error of the engine', () => {
    fc.assert(
      fc.property(mutants, ({ text }) => {
        const bytes = pdfBytes(text);
        const { level, codes } = verify(bytes);
        expect(codes).not.toContain('ENGINE_ERROR');
        if (level === 'PASS') expect(honestStateOf(bytes)).not.toBeNull();
      }),
      { numRuns },
    );
  });

  it('are judged by an oracle that can say no', () => {
    const changed = Buffer.from(pdfBytes(honestFiles['one']?.text.replace('Pay 100', 'Pay 900') ?? ''));
    expect(honestStateOf(changed)).toBeNull();
    const update = honestFiles['filled']?.text.replace('/Root 1 0 R /Prev', '/Root 3 0 R /Prev') ?? '';
    expect(honestStateOf(pdfBytes(update))).toBeNull();
  });

  it('stay green when only the case of hexadecimal letters changes', () => {
    const text =
      honestFiles['one']?.text.replace(/(?<=\/Contents <)[0-9a-f]+/, (hex) => hex.toUpperCase()) ?? '';
    expect(verify(pdfBytes(text)).level).toBe('PASS');
    expect(honestStateOf(pdfBytes(text))).not.toBeNull();
  });
});
