/** One person with two certificates, or two people of one name: nobody is merged on a guess. */
import { expect, test } from 'vitest';
import {
  likenessOf,
  renewalIssues,
  renewedPerson,
} from '../../../src-main/app/office/policy-draft/same-person.ts';
import { createSandboxCity } from '../../../src-main/sandbox/sandbox-city.ts';
import { newPrivateKey, softwareSigner } from '../../../src-main/sandbox/software-signer.ts';
import { parseCertificate, type Certificate } from '../../../src-main/pki/certificate.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { seededRandom } from '../sandbox/seeded-random.ts';

const random = seededRandom('same-person');
const [own, other] = ['91410200XXXX00019D', '91410200XXXX000278'] as const;
let folder = '';
let certificates: Record<'old' | 'renewed' | 'namesake' | 'elsewhere' | 'withoutNumber', Certificate>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bianyin-person-'));
  const certify = async (where: string, uscc: string, personId: string): Promise<Certificate> => {
    const city = createSandboxCity({ directory: join(folder, where), random, now: () => new Date() });
    await city.issueEnterprise({ name: `企业 ${uscc}`, uscc, legalRepresentative: '某某' });
    const { publicPoint } = softwareSigner(newPrivateKey(random), random);
    return parseCertificate(
      (await city.certifyPerson({ uscc, name: '王伟', personId, publicPoint })).certificate,
    );
  };
  certificates = {
    old: await certify('city', own, 'w-1'),
    renewed: await certify('city', own, 'w-1'),
    namesake: await certify('city', own, 'w-2'),
    elsewhere: await certify('city', other, 'w-1'),
    // The number is the code of the enterprise, which everybody there has.
    withoutNumber: await certify('city', own, own),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the number of the person decides; without one nobody can tell', () => {
  const { old, renewed, namesake, elsewhere, withoutNumber } = certificates;
  expect(likenessOf(old, renewed)).toBe('same');
  expect(likenessOf(old, namesake)).toBe('different');
  expect(likenessOf(old, elsewhere)).toBe('different');
  expect(likenessOf(old, withoutNumber)).toBe('unclear');
  expect(likenessOf(old, { ...renewed, issuer: renewed.subject })).toBe('unclear');
});

test('what is unclear is left as two, and said', () => {
  const { old, namesake, withoutNumber } = certificates;
  const known = new Map([
    ['a', old],
    ['b', withoutNumber],
    ['c', namesake],
  ]);
  const person = (id: string) => ({ id, name: '王伟', certificateSm3: [id] });
  expect(renewedPerson([person('a')], withoutNumber, known)).toBeUndefined();
  expect(renewalIssues([person('a'), person('b')], [], known).map(({ code }) => code)).toEqual(['same-name']);
  expect(renewalIssues([person('a'), person('c')], [], known)).toEqual([]);
  expect(renewalIssues([person('a'), person('gone')], [], known).map(({ code }) => code)).toEqual([
    'same-name',
  ]);
});
