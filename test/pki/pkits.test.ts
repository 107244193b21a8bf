/** NIST PKITS: 246 path tests. docs/pkits.md argues the known differences; the set here must stay exactly that. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BianyinError } from '../../src-main/domain/errors/bianyin-error.ts';
import { parseCertificate } from '../../src-main/pki/certificate.ts';
import { parseCrl } from '../../src-main/pki/crl.ts';
import { buildPath } from '../../src-main/pki/path.ts';
import { corpusFolder } from '../vectors/corpus.ts';

interface PathTest {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: readonly string[];
  readonly crls?: readonly string[];
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[];
    readonly initial_explicit_policy?: boolean;
    readonly initial_policy_mapping_inhibit?: boolean;
    readonly initial_any_policy_inhibit?: boolean;
  };
  readonly error?: { readonly msg_regex: string };
}

/** Valid paths that are refused, with the code they are refused with. There is no invalid path that is accepted. */
const knownDifferences = {
  valid_dsa_signatures_test4: 'ALG_UNSUPPORTED',
  valid_dsa_parameter_inheritance_test5: 'ALG_UNSUPPORTED',
  valid_crlissuer_test30: 'REVOCATION_MISSING',
};

/** What the expected message must look like in our codes; messages not listed are structural. */
const expectedCodes: readonly (readonly [RegExp, RegExp])[] = [
  [/no revocation information|revocation checks failed/, /^REVOCATION_(MISSING|STALE)$/],
  [/was revoked at/, /^CERT_REVOKED$/],
  [/expired \d/, /^CERT_EXPIRED/],
  [/is not valid until/, /^CERT_NOT_YET_VALID/],
  [/CRL is not recent/, /REVOCATION_STALE/],
  [/valid set of policies|policy mapping/, /^CHAIN_INVALID\/policy/],
  [/not all names|some names/, /^CHAIN_INVALID\/name-constraints/],
  [/is not a CA/, /^CHAIN_INVALID\/not-a-ca/],
  [/maximum path length/, /^CHAIN_INVALID\/path-length/],
  [/is not allowed to sign/, /^CHAIN_INVALID\/key-cert-sign/],
  [/unsupported critical|following unsupported/, /^CERT_EXTENSION_UNKNOWN/],
  [/issuer name could not be matched/, /CHAIN_INCOMPLETE/],
  [/signature of/, /^(CHAIN_INVALID\/signature|CHAIN_INCOMPLETE|certificate-malformed)/],
];

const folder = corpusFolder('pkits');
const home = join(folder ?? '', 'nist_pkits');

describe.skipIf(folder === undefined)('PKITS', () => {
  const tests =
    folder === undefined ? [] : (JSON.parse(readFileSync(join(home, 'pkits.json'), 'utf8')) as PathTest[]);
  const outcomes = tests.map((test) => ({ test, outcome: run(test) }));

  it('runs all tests', () => {
    expect(outcomes).toHaveLength(246);
  });
  it('accepts no invalid path', () => {
    const wrong = outcomes.filter(({ test, outcome }) => test.error && outcome === 'ok');
    expect(wrong.map(({ test }) => test.name)).toEqual([]);
  });
  it('refuses exactly the valid paths that are known', () => {
    const refused = outcomes.filter(({ test, outcome }) => !test.error && outcome !== 'ok');
    expect(Object.fromEntries(refused.map(({ test, outcome }) => [test.name, outcome]))).toEqual(
      knownDifferences,
    );
  });
  it('refuses invalid paths for the right reason', () => {
    const strange = outcomes.flatMap(({ test, outcome }) => {
      const [, expected] = expectedCodes.find(([message]) => message.test(test.error?.msg_regex ?? '')) ?? [];
      return test.error && expected?.test(outcome) !== true ? [`${test.name}: ${outcome}`] : [];
    });
    expect(strange).toEqual([]);
  });
});

function run(test: PathTest): string {
  const { params = {} } = test;
  try {
    const result = buildPath(readCertificate(test.cert), {
      anchors: [readCertificate('TrustAnchorRootCertificate.crt')],
      intermediates: readable(test.other_certs ?? [], readCertificate),
      crls: readable(['TrustAnchorRootCRL.crl', ...(test.crls ?? [])], readList),
      at: new Date('2022-01-01T00:00:00Z'),
      policies: {
        ...(params.user_initial_policy_set ? { acceptable: params.user_initial_policy_set } : {}),
        requireExplicit: params.initial_explicit_policy ?? false,
        inhibitMapping: params.initial_policy_mapping_inhibit ?? false,
        inhibitAny: params.initial_any_policy_inhibit ?? false,
      },
    });
    if (result.ok) return 'ok';
    return [...new Set(result.problems.map(({ code, rule }) => (rule ? `${code}/${rule}` : code)))].join();
  } catch (error) {
    if (error instanceof BianyinError) return error.code;
    throw error;
  }
}

function readCertificate(file: string) {
  return parseCertificate(readFileSync(join(home, 'certs', file)));
}

function readList(file: string) {
  return parseCrl(readFileSync(join(home, 'crls', file)));
}

/** A helper certificate that cannot be read is as good as absent. */
function readable<T>(files: readonly string[], read: (file: string) => T): T[] {
  return files.flatMap((file) => {
    try {
      return [read(file)];
    } catch (error) {
      if (error instanceof BianyinError) return [];
      throw error;
    }
  });
}
