/**
 * From what is on the bus, in the slots and in the policy to causes and cures. Pure: facts in, findings out, the gravest first.
 * Longer: one small rule for each cause.
 */
import type { FindingView } from '../../../contract/seal-views.ts';
import type { BianyinError } from '../../../domain/errors/bianyin-error.ts';
import { sentenceFor } from '../../../domain/errors/sentence.ts';
import { problemCode, type TokenPart } from '../../../domain/token-problem-text.ts';
import type { UsbDevice } from '../../../usb/messages.ts';
import { notUkeys, ukeyVendors } from '../../../tokens/known-modules.ts';

export interface TokenFacts {
  /** Number in the list, for people: a label may hold somebody's name. */
  readonly number: number;
  readonly label: string;
  readonly isSoftware: boolean;
  readonly offersSm2: boolean;
  /** What it holds is known after a login. */
  readonly isHidden: boolean;
  readonly pinState: 'ok' | 'low' | 'final' | 'locked';
  /** What of it could not be read. */
  readonly problems: readonly { readonly what: TokenPart; readonly ckr: string }[];
  readonly certificates: readonly {
    readonly state: 'ok' | 'expired' | 'revoked' | 'unknown' | 'untrusted';
    readonly validTo: Date;
    readonly isInPolicy: boolean;
    /** Uses a seal; people of a policy are known by their other certificates. */
    readonly isOfSeal: boolean;
  }[];
}

export interface DiagnosisFacts {
  /** Null: this system does not tell. */
  readonly devices: readonly UsbDevice[] | null;
  readonly module: {
    readonly title: string;
    readonly isSoftware: boolean;
    readonly state: 'ok' | 'missing' | 'failed';
    /** What it failed with; null while it works. */
    readonly why: BianyinError | null;
  };
  /** Further drivers of the home that do not work. */
  readonly failing: readonly { readonly title: string; readonly why: BianyinError }[];
  readonly blanks: number;
  /** Slots whose token says nothing of itself. */
  readonly unreadable: readonly { readonly slot: number; readonly ckr: string }[];
  readonly tokens: readonly TokenFacts[];
  /** There is a policy that names people. */
  readonly hasPolicy: boolean;
}

export type DeviceKind = 'ukey' | 'reader' | 'other';

const ranks = { error: 0, warning: 1, good: 2 } as const;

/** Never empty: something is always said. */
export function diagnose(facts: DiagnosisFacts): FindingView[] {
  const findings = [
    ...moduleFindings(facts),
    ...deviceFindings(facts),
    ...facts.failing.map(({ title, why }) =>
      finding('warning', 'module-failed', { module: title, ...whyOf(why) }),
    ),
    ...facts.unreadable.map(({ slot, ckr }) =>
      finding('warning', 'slot-unreadable', { slot: String(slot), ckr }),
    ),
    ...facts.tokens.flatMap(tokenFindings(facts)),
  ];
  return findings.toSorted((a, b) => ranks[a.level] - ranks[b.level]);
}

/** `055c:e618`. */
export function deviceId({ vendorId, productId }: UsbDevice): string {
  return `${fourDigits(vendorId)}:${fourDigits(productId)}`;
}

/** The maker, when its number is one that UKeys were seen with. Numbers alone prove nothing. */
export function vendorOf(device: UsbDevice): (typeof ukeyVendors)[number] | undefined {
  if (notUkeys.includes(deviceId(device))) return undefined;
  return ukeyVendors.find(({ vendor }) => vendor === device.vendorId);
}

/** What a USB device is for us: by its vendor, else by its class (CCID). */
export function deviceKind(device: UsbDevice): DeviceKind {
  if (vendorOf(device)) return 'ukey';
  return device.isCcid ? 'reader' : 'other';
}

function moduleFindings({ module }: DiagnosisFacts): FindingView[] {
  if (module.state === 'ok') return [];
  return [
    module.state === 'missing'
      ? finding('error', 'module-missing', { module: module.title })
      : finding('error', 'module-failed', { module: module.title, ...whyOf(module.why) }),
  ];
}

/** The sentence of its error, in both languages: which one is shown is the page's affair. */
function whyOf(why: BianyinError | null): Record<string, string> {
  return why ? { whyZh: sentenceFor(why, 'zh'), whyEn: sentenceFor(why, 'en') } : {};
}

function deviceFindings({ devices, module, tokens, blanks }: DiagnosisFacts): FindingView[] {
  if (tokens.length > 0) return [];
  if (blanks > 0 && !module.isSoftware) return [finding('error', 'token-blank')];
  if (devices === null) {
    const seen = module.state === 'ok' ? [finding('error', 'nothing-plugged')] : [];
    return [finding('warning', 'usb-unreadable'), ...seen];
  }
  const plugged = devices.filter((device) => deviceKind(device) !== 'other');
  const [first] = plugged;
  // Without a working driver nothing could be seen, plugged in or not: the driver is what to mend.
  if (!first && module.state !== 'ok') return [];
  if (!first) return [finding('error', 'nothing-plugged')];
  const detail = { device: nameOf(first), module: module.title };
  // The device is there. Either its library is not the one in use, or the library does not find it.
  const isOther = module.state !== 'ok' || module.isSoftware || vendorOf(first)?.module === null;
  return [finding('error', isOther ? 'device-without-module' : 'device-not-seen', detail)];
}

function tokenFindings({ hasPolicy }: DiagnosisFacts): (token: TokenFacts) => FindingView[] {
  return (token) => {
    const at = { token: token.label };
    const all = [
      ...token.problems.map(({ what, ckr }) => finding('warning', problemCode(what), { ...at, ckr })),
      ...pinFindings(token),
      ...certificateFindings(token, hasPolicy),
    ];
    if (!token.offersSm2) all.unshift(finding('error', 'token-no-sm2', at));
    return all.length === 0 ? [finding('good', 'token-good', at)] : all;
  };
}

function pinFindings({ pinState, label }: TokenFacts): FindingView[] {
  const at = { token: label };
  if (pinState === 'locked') return [finding('error', 'pin-locked', at)];
  if (pinState === 'final') return [finding('warning', 'pin-final', at)];
  return pinState === 'low' ? [finding('warning', 'pin-low', at)] : [];
}

function certificateFindings(
  { label, certificates, isHidden }: TokenFacts,
  hasPolicy: boolean,
): FindingView[] {
  const at = { token: label };
  if (isHidden) return [finding('warning', 'certificates-hidden', at)];
  if (certificates.length === 0) return [finding('error', 'no-certificate', at)];
  const bad = certificates.filter(({ state }) => state !== 'ok');
  const findings = bad.map(({ state, validTo }) =>
    finding('error', `certificate-${state as Exclude<typeof state, 'ok'>}`, {
      ...at,
      day: validTo.toISOString(),
    }),
  );
  const isKnown = certificates.some(({ isInPolicy }) => isInPolicy);
  return hasPolicy && !isKnown
    ? [...findings, finding('warning', 'certificate-not-in-policy', at)]
    : findings;
}

function nameOf(device: UsbDevice): string {
  const parts = [vendorOf(device)?.name, device.product].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join(' ') : deviceId(device);
}

function finding(
  level: FindingView['level'],
  code: FindingView['code'],
  detail: FindingView['detail'] = {},
): FindingView {
  return { level, code, detail };
}

function fourDigits(value: number): string {
  return value.toString(16).padStart(4, '0');
}
