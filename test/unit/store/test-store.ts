/** Homes with a policy and an approved request in them, for tests of the store; and the permit on what such a home holds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admitDecision, admitRequest } from '../../../src-main/approval/admission.ts';
import { evaluatePermit, type Permit, type PermitFacts } from '../../../src-main/approval/permit.ts';
import { requireNextPolicy } from '../../../src-main/approval/policy-chain.ts';
import type { Request } from '../../../src-main/approval/request.ts';
import { openStore, type Store, type StoreOptions } from '../../../src-main/store/store.ts';
import type { SpendFacts } from '../../../src-main/store/uses.ts';
import {
  approved,
  document,
  factsFor,
  legalSeal,
  now,
  people,
  sealIds,
  sealSigner,
} from '../approval/test-enterprise.ts';

const homes: string[] = [];

export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'bianyin-store-'));
  homes.push(home);
  return home;
}

export function removeHomes(): void {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
}

export const requestId = 'YY-04-20261123-0001';
/** What the signer would know besides the store. */
type Moment = Omit<PermitFacts, keyof SpendFacts | 'id'>;
const moment: Moment = {
  legalCertificates: [legalSeal.certificateSm3],
  now,
  checkCertificate: () => 'ok',
  keeperCertificate: people.keeper.certificate,
  document: { sm3: document.sm3, size: document.size },
  seal: { esId: sealIds['04'], state: 'valid', certificate: sealSigner.certificate },
};

export function permitOn(facts: SpendFacts): Permit {
  return evaluatePermit({ ...facts, ...moment });
}

export function openAt(home: string, options: StoreOptions = {}): Store {
  return openStore(home, { now: () => now, device: 'test', ...options });
}

/** A policy, a request and all its approvals, added the way the product does. */
export async function fill(store: Store, change: Partial<Request> = {}): Promise<void> {
  const facts = await approved(await factsFor({ amount: '1000', ...change }));
  const [policy] = facts.policies;
  if (!policy) throw new Error('no policy');
  if (store.policies().length === 0) {
    store.addPolicy(policy, (policies) =>
      requireNextPolicy({ ...moment, policies, clockFloor: null, putBack: null }, policy),
    );
  }
  store.addRequest(facts.request, { document: 'contract.pdf', attachments: [] }, (stored) =>
    admitRequest({ ...moment, ...stored, request: facts.request, restoredFrom: null }),
  );
  for (const decision of facts.decisions) {
    store.addDecision(change.id ?? requestId, decision, (stored) =>
      admitDecision({ ...moment, ...stored }, decision),
    );
  }
}

export async function filledHome(change: Partial<Request> = {}): Promise<string> {
  const home = makeHome();
  const store = openAt(home);
  await fill(store, change);
  store.close();
  return home;
}

export const completed = {
  outcome: 'completed',
  sealedSm3: '11'.repeat(32),
  signatureSm3: '22'.repeat(32),
  certificateSerial: '0a',
  timeStamp: 'none',
} as const;
