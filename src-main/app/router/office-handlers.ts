/** Calls of the office: the policy that is being written and signed, seals in full, their status, the diagnosis of tokens. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CallName } from '../../contract/calls.ts';
import { countPlaces } from '../../domain/placement-count.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { chinaDay } from '../../domain/instant.ts';
import type { PolicyEffect } from '../../home/policy-effect.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { readHome, writeHome } from '../../platform/home-directory.ts';
import { displayName } from '../../platform/display-name.ts';
import { CallRefusal } from '../call-refusal.ts';
import { diagnosisFile } from '../office/diagnosis/diagnosis-file.ts';
import { runDiagnosis } from '../office/diagnosis/run-diagnosis.ts';
import { showBasis } from '../office/legal-basis.ts';
import { addCertificate, addToken, receiveToken } from '../office/policy-draft/draft-people.ts';
import { showDraft, viewOfEffect } from '../office/policy-draft/draft-view.ts';
import { forgetDraft, saveDraft, takeProfile } from '../office/policy-draft/policy-draft.ts';
import { draftToSign, signDraft } from '../office/policy-draft/sign-draft.ts';
import { showSeal } from '../office/seal-detail.ts';
import { sealFactsOfType, type SealFacts } from '../seals/seal-facts.ts';
import { timestampService } from '../time-stamps.ts';
import { updateFromCity, updateFromFiles, usableUntil } from '../trust/update-status.ts';
import { withPin, type PinSubject } from './ask-pin.ts';
import { clockHandlers } from './clock-handlers.ts';
import { delegationHandlers } from './delegation-handlers.ts';
import { handOverHandlers, type HandOverCalls } from './hand-over-handlers.ts';
import { folderName, type MainWindow, chosenPlace } from './main-window.ts';
import type { Answer, Handlers } from './route-call.ts';

type OfficeCalls = Extract<
  CallName,
  | `draft.${string}`
  | 'policy.sign'
  | 'seal.detail'
  | 'seal.updateStatus'
  | 'seal.receive'
  | 'timestamp.show'
  | 'timestamp.set'
  | `diagnosis.${string}`
  | 'basis.show'
  | `clock.${string}`
  | `delegation.${string}`
  | `handover.${string}`
>;

export function officeHandlers(window: MainWindow): Handlers<OfficeCalls> {
  return {
    ...draftHandlers(window),
    ...sealHandlers(window),
    ...timestampHandlers(window),
    ...diagnosisHandlers(window),
    ...clockHandlers(window),
    ...delegationHandlers(window),
    ...handOverHandlers(window),
  };
}

function draftHandlers(
  window: MainWindow,
): Handlers<Exclude<Extract<OfficeCalls, `draft.${string}` | 'policy.sign'>, HandOverCalls>> {
  const { running } = window;
  const { session } = running;
  return {
    'draft.show': () => showDraft(session()),
    'draft.save'(change) {
      saveDraft(session(), change);
      return showDraft(session());
    },
    async 'draft.addToken'({ token }) {
      await addToken(session(), token);
      running.tell({ kind: 'home.changed' });
      return showDraft(session());
    },
    async 'draft.addCertificate'() {
      addCertificate(session(), readSmall(await chosenCertificate(window)));
      return showDraft(session());
    },
    'draft.takeProfile'({ profile }) {
      takeProfile(session(), profile);
      return showDraft(session());
    },
    'draft.drop'() {
      forgetDraft(session());
      return showDraft(session());
    },
    'policy.sign': ({ token }) => running.exclusively(() => signPolicy(window, token)),
  };
}

/** Errors: those of `draftToSign` and of the signing. */
async function signPolicy(window: MainWindow, label: string): Promise<Answer<'policy.sign'>> {
  const { running } = window;
  const session = running.session();
  const draft = await draftToSign(session, label);
  const about = aboutPolicy(sealFactsOfType(session, '05'), draft.effect, running.appearance.language);
  try {
    await withPin(window, label, about, (actor) => signDraft(session, actor, draft));
  } finally {
    running.tell({ kind: 'tokens.changed' });
  }
  running.tell({ kind: 'home.changed' });
  running.tell({ kind: 'requests.changed' });
  return showDraft(session);
}

/** As the signer has worked it out: the digest is that of the statement which it will compose, octet by octet. */
function aboutPolicy({ name, picture }: SealFacts, effect: PolicyEffect, language: 'zh' | 'en'): PinSubject {
  const subject = {
    ...{ requestId: null, sealName: name, typeCode: '05' as const, picture, placed: countPlaces([]) },
    fileName: language === 'zh' ? `用印制度 第 ${effect.sequence} 版` : `Policy number ${effect.sequence}`,
    sm3: effect.sm3,
    ...{ matter: null, uses: null, attachments: [] },
    ...{ reason: '', refusal: null, counterparty: null, amount: null, currency: null, firstPage: null },
  };
  return { action: 'policy', subject, batch: null, policy: viewOfEffect(effect) };
}

function sealHandlers(window: MainWindow): Handlers<'seal.detail' | 'seal.updateStatus' | 'seal.receive'> {
  const { running } = window;
  const { session } = running;
  return {
    'seal.detail': ({ esId }) => showSeal(session(), esId),
    async 'seal.updateStatus'() {
      const isSandbox = session().settings?.kind === 'sandbox';
      const { state, lists } = isSandbox
        ? { state: await updateFromCity(session()), lists: 0 }
        : updateFromFiles(session(), await chosenMany(window));
      running.tell({ kind: 'home.changed' });
      return {
        from: isSandbox ? 'city' : 'files',
        statusAsOf: state.thisUpdate.toISOString(),
        statusUntil: usableUntil(state).toISOString(),
        lists,
      };
    },
    async 'seal.receive'({ token }) {
      const received = await receiveToken(session(), token);
      running.tell({ kind: 'home.changed' });
      return { received };
    },
  };
}

function timestampHandlers({ running, ports }: MainWindow): Handlers<'timestamp.show' | 'timestamp.set'> {
  return {
    'timestamp.show': () => timestampView(running),
    // Alone, because a new run begins afterwards, and a signing must not lose its signer.
    'timestamp.set': ({ url }) =>
      running.exclusively(async () => {
        const settings = readHome(running.home);
        if (settings.kind === 'sandbox') throw new CallRefusal('forbidden');
        if (url !== null) {
          // A page may be taken over: whom this machine talks to is for a person to say, in a window that no page reaches.
          if (!(await ports.confirm({ ...askService, subject: url }))) throw new CallRefusal('cancelled');
          await timestampService(url)(new Uint8Array(32));
        }
        // Undefined is not written.
        writeHome(running.home, { ...settings, timestampUrl: url ?? undefined });
        running.reopen();
        return timestampView(running);
      }),
  };
}

const askService = {
  zh: '汴印要向下面的地址取时间戳，以后每次盖章也会。发出去的只有文件的指纹。请核对地址：',
  en: 'Bianyin is about to ask this address for a time stamp, now and at each sealing. Only digests are sent. Check the address:',
  yes: { zh: '允许', en: 'Allow' },
};

function timestampView({ home }: MainWindow['running']): Answer<'timestamp.show'> {
  const { kind, timestampUrl: url = null } = readHome(home);
  return { from: kind === 'sandbox' ? 'city' : url === null ? 'none' : 'service', url };
}

function diagnosisHandlers(
  window: MainWindow,
): Handlers<`diagnosis.${'run' | 'examine' | 'save'}` | 'basis.show'> {
  const { running } = window;
  let shown: string | null = null;
  return {
    'diagnosis.run': () => runDiagnosis(running.session()),
    async 'diagnosis.examine'() {
      shown = (await diagnosisFile(running.session())).text;
      return { text: shown };
    },
    async 'diagnosis.save'() {
      // What was shown is what is written.
      const text = shown ?? (await diagnosisFile(running.session())).text;
      const suggested = join(homedir(), `汴印诊断-${chinaDay(running.ports.now())}.txt`);
      const target = await chosenPlace(window, suggested);
      writeNewFile(target, text);
      return { name: displayName(target), folder: folderName(target) };
    },
    'basis.show': () => showBasis(),
  };
}

async function chosenCertificate(window: MainWindow): Promise<string> {
  const [path] = await window.ports.chooseFiles({ multiple: false, kind: 'certificate' });
  if (path === undefined) throw new CallRefusal('cancelled');
  return path;
}

async function chosenMany({ ports }: MainWindow): Promise<string[]> {
  const paths = await ports.chooseFiles({ multiple: true, kind: 'trust' });
  if (paths.length === 0) throw new CallRefusal('cancelled');
  return paths;
}

/** Errors: `trust-file-malformed`. */
function readSmall(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new BianyinError('trust-file-malformed', { file: displayName(path) }, { cause });
  }
}
