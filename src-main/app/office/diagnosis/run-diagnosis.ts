/** Gathers the facts of a diagnosis: USB bus, PKCS#11 module, tokens, policy. Reads only; no PIN is asked for, nothing is written. */
import { toHex, fromBase64 } from '../../../crypto/bytes.ts';
import { sm3 } from '../../../crypto/sm3.ts';
import type { DiagnosisView, FindingView } from '../../../contract/seal-views.ts';
import { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { failedWith } from '../../../domain/errors/failed-with.ts';
import { readHome } from '../../../platform/home-directory.ts';
import { parseCertificate } from '../../../pki/certificate.ts';
import type { TokenSummaryMessage } from '../../../signer/answers.ts';
import { listUsbDevices } from '../../../usb/usb-client.ts';
import type { UsbDevice } from '../../../usb/messages.ts';
import { policyOrNull } from '../../seals/overview.ts';
import { withMoment } from '../../with-moment.ts';
import type { AppSession } from '../../session.ts';
import { sealCertificateTest } from '../certificates-of-seals.ts';
import { listDrivers } from '../drivers.ts';
import { moduleTitle } from '../../../tokens/find-modules.ts';
import {
  deviceId,
  deviceKind,
  diagnose,
  vendorOf,
  type DiagnosisFacts,
  type TokenFacts,
} from './diagnose.ts';
import { diagnosisText } from './diagnosis-text.ts';

/** Where the bus is read; tests put devices there that this machine does not have. */
export type UsbSource = () => Promise<readonly UsbDevice[] | null>;

/** Looks at USB, the PKCS#11 module and the tokens. What cannot be seen is a finding, not an error. */
export async function runDiagnosis(
  session: AppSession,
  usb: UsbSource = listUsbDevices,
): Promise<DiagnosisView> {
  const { facts, findings } = await diagnosisOf(session, usb);
  const devices =
    facts.devices?.map((device) => ({
      id: deviceId(device),
      vendor: vendorOf(device)?.name ?? null,
      product: device.product,
      kind: deviceKind(device),
    })) ?? null;
  return { findings, devices, tokens: facts.tokens.length, module: facts.module.title };
}

/** The same for the file that leaves this machine. */
export async function diagnosisOf(
  session: AppSession,
  usb: UsbSource = listUsbDevices,
): Promise<{ facts: DiagnosisFacts; findings: FindingView[]; text: string }> {
  const facts = await factsOf(session, usb);
  const findings = diagnose(facts);
  return { facts, findings, text: diagnosisText(facts, findings, session.now()) };
}

async function factsOf(session: AppSession, usb: UsbSource): Promise<DiagnosisFacts> {
  const { pkcs11Module } = readHome(session.home);
  const isSoftware = pkcs11Module === 'soft-ukey';
  const seen = await tokensOf(session);
  const [first, ...others] = await listDrivers(session);
  const why = first?.why ?? null;
  const module = { title: moduleTitle(pkcs11Module), isSoftware, state: stateOf(why), why };
  const failing = others.flatMap(({ title, why: failure }) => (failure ? [{ title, why: failure }] : []));
  const known = withMoment(session, (moment) => {
    const policy = policyOrNull(moment);
    const inPolicy = new Set(policy?.people.flatMap(({ certificateSm3 }) => certificateSm3) ?? []);
    const certificateState = (der: Uint8Array) => moment.checkCertificate(der, moment.now);
    return {
      hasPolicy: policy !== null,
      tokens: seen.tokens.map((token, i) => tokenFacts(token, i, inPolicy, certificateState)),
    };
  });
  return {
    devices: await usb(),
    module,
    blanks: seen.blanks,
    unreadable: seen.unreadable,
    failing,
    ...known,
  };
}

function stateOf(why: BianyinError | null): DiagnosisFacts['module']['state'] {
  if (why === null) return 'ok';
  return failedWith(why, 'token-library-missing') ? 'missing' : 'failed';
}

interface Seen {
  readonly tokens: readonly TokenSummaryMessage[];
  readonly blanks: number;
  readonly unreadable: DiagnosisFacts['unreadable'];
}

/** What the drivers show; that none works is a finding, and no error of the diagnosis. */
async function tokensOf(session: AppSession): Promise<Seen> {
  try {
    const { tokens, unreadable } = await session.signer().listing();
    return { tokens, unreadable, blanks: await session.signer().countBlanks() };
  } catch (error) {
    if (!(error instanceof BianyinError)) throw error;
    return { tokens: [], unreadable: [], blanks: 0 };
  }
}

function tokenFacts(
  token: TokenSummaryMessage,
  index: number,
  inPolicy: ReadonlySet<string>,
  stateOf: (der: Uint8Array) => TokenFacts['certificates'][number]['state'],
): TokenFacts {
  const isOfSeal = sealCertificateTest(token);
  return {
    number: index + 1,
    label: token.label,
    isSoftware: token.isSoftware,
    offersSm2: token.offersSm2,
    isHidden: token.isHidden,
    pinState: token.pin.state,
    problems: token.problems,
    certificates: token.certificates.map((each) => {
      const der = fromBase64(each.certificate);
      return {
        state: stateOf(der),
        validTo: parseCertificate(der).notAfter,
        isInPolicy: inPolicy.has(toHex(sm3(der))),
        isOfSeal: isOfSeal(each),
      };
    }),
  };
}
