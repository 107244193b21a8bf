/** The verification report, schema id `bianyin.verification/1`: simple, detailed and diagnostic in one object (docs/verification-report.md). */
import type { DocumentLevel, SignatureLevel, VerdictAxis } from '../domain/verdict.ts';
import type { VerdictCode } from '../domain/verdict-codes.ts';

export const reportSchema = 'bianyin.verification/1';

/** What /Contents holds, told from its DER and never from /SubFilter. */
export type SignatureKind = 'ses-v1' | 'ses-v4' | 'ses-v5' | 'gbt35275' | 'cms' | 'rfc3161' | 'unknown';

export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

/** What a check looked at. Never a path of the machine; texts from the document are cleaned (clean-text.ts). */
export type CheckInputs = Readonly<Record<string, string | number | boolean>>;

/** One named check with its outcome. `note` keeps the level; `bad` and `unknown` carry a code that sets it. */
export interface CheckRecord {
  readonly axis: VerdictAxis;
  readonly check: string;
  readonly outcome: 'ok' | 'bad' | 'unknown' | 'note';
  readonly code?: VerdictCode;
  readonly inputs?: CheckInputs;
}

export interface AxisReport {
  readonly level: SignatureLevel;
  /** Codes that set the level of this axis, worst first, then notes; no repeats. */
  readonly codes: readonly VerdictCode[];
}

export interface SealReport {
  readonly id: string;
  readonly name: string;
  readonly typeCode: string;
  /** GB/T 38540 seal structure version: 1, 4 or 5. */
  readonly version: number;
  readonly makerName: string;
  readonly makerId: string;
  /** ISO 8601, UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  readonly pictureType: string;
  /** Hex SM3 of the picture bytes as signed. */
  readonly pictureSm3: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface SignerReport {
  readonly name: string;
  readonly organization: string;
  /** Hex, as in the certificate. */
  readonly serial: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** Hex SM3 of the certificate's DER. */
  readonly certificateSm3: string;
  /** Codes (GB 32100) of the organisation that it names; empty when it names none. */
  readonly organisationCodes: readonly string[];
}

interface SignedAtReport {
  /** ISO 8601, UTC. */
  readonly value: string;
  /** `proven` by a trusted time stamp; `claimed` by the signer's own clock. */
  readonly source: 'proven' | 'claimed';
}

/** One change of a later revision, in words, with the pages it touches (1-based; empty when it is no page's). */
export interface LaterChange {
  readonly revision: number;
  readonly kind: string;
  readonly zh: string;
  readonly en: string;
  readonly pages: readonly number[];
  readonly allowed: boolean;
}

export interface CoverageReport {
  /** The four numbers of /ByteRange, or [] when they are not four whole numbers. */
  readonly byteRange: readonly number[];
  readonly coversWholeFile: boolean;
  /** Revision the signature closes, 1-based, and how many there are. */
  readonly revision: number;
  readonly revisions: number;
  readonly laterChanges: readonly LaterChange[];
}

/**
 * How far an act in the permit was looked into. `signature`: this person signed as what they call themselves, and the certificate
 * is good; whether they hold the role nobody outside can tell. `register`: it is also what policy and register at home say.
 */
export type ApprovalProof = 'signature' | 'register';

export interface ApprovalReport {
  readonly kind: 'submitted' | 'approved' | 'used';
  readonly role: string;
  readonly name: string;
  /** ISO 8601, UTC, as the approver stated it. */
  readonly signedAt: string;
  /** Hex SM3 of the certificate's DER. */
  readonly certificateSm3: string;
  /** For whom a deputy acted, in the words of the deputy; absent in the own name. */
  readonly behalf?: { readonly delegationSm3: string; readonly personId: string; readonly name: string };
  /** All that `proof` names held. */
  readonly ok: boolean;
  readonly proof: ApprovalProof;
  readonly code?: VerdictCode;
}

/** Digests by which the enterprise finds the request again; outside they say nothing. */
export interface PermitReport {
  /** Where the file stands (0 first) in the list that was asked for and approved as one; absent where it was asked for alone. */
  readonly list?: {
    readonly listSm3: string;
    readonly index: number;
    readonly count: number;
    /** The members are seals on this file, and not files. */
    readonly isSet?: true;
  };
  readonly documentSm3: string;
  readonly requestSm3: string;
  readonly policySm3: string;
}

/** A mark on a page, as the page is seen: mm from its top-left corner. */
export interface MarkReport {
  readonly page: number;
  readonly rect: {
    readonly xMm: number;
    readonly yMm: number;
    readonly widthMm: number;
    readonly heightMm: number;
  };
  /** 骑缝章: which slice of how many. */
  readonly slice?: { readonly index: number; readonly count: number };
  /** Whether it draws the picture of the signed seal; `not-compared` for appearances that are not interpreted. */
  readonly picture?: 'same' | 'differs' | 'not-compared';
}

/** One group of 骑缝章 slices, put together again. */
export interface SeamReport {
  /** In the order of the slices' pages. */
  readonly pages: readonly number[];
  /** Into how many slices the seal was cut. */
  readonly slices: number;
  /** Every slice is there, each on a page of its own. */
  readonly whole: boolean;
  readonly picture: 'same' | 'differs' | 'not-compared';
}

export interface SignatureReport {
  /** Full name of the field. */
  readonly field: string;
  readonly kind: SignatureKind;
  readonly level: SignatureLevel;
  readonly integrity: AxisReport;
  readonly identity: AxisReport;
  readonly time: AxisReport;
  readonly seal?: SealReport;
  readonly signer?: SignerReport;
  readonly signedAt?: SignedAtReport;
  /** Hex SM3 of the signature value of a seal signature, as the register of its enterprise has it. */
  readonly signatureSm3?: string;
  /** What the permit in a seal signature names (hex SM3); absent without one that can be read. */
  readonly permit?: PermitReport;
  readonly coverage: CoverageReport;
  readonly approvals: readonly ApprovalReport[];
  readonly marks: readonly MarkReport[];
  /** Absent without slices. */
  readonly seams?: readonly SeamReport[];
  readonly notes: readonly VerdictCode[];
  readonly checks: readonly CheckRecord[];
}

export interface TrustSummary {
  readonly anchors: number;
  readonly intermediates: number;
  readonly crls: number;
  /** Earliest thisUpdate of the CRLs given, ISO 8601; absent without CRLs. */
  readonly crlsAsOf?: string;
  readonly snapshot?: { readonly seq: number; readonly thisUpdate: string; readonly nextUpdate: string };
  /** The time that the machine's clock gave, and the time judged for. */
  readonly now: string;
  readonly at?: string;
  /** A root of the embedded city is among those trusted, or the home is a sandbox: nothing here is for real. Absent: it is not. */
  readonly sandbox?: true;
}

export interface VerificationReport {
  readonly schema: typeof reportSchema;
  readonly engine: string;
  readonly level: DocumentLevel;
  readonly codes: readonly VerdictCode[];
  /** Hex SM3 of the whole file; empty when the file could not be read. */
  readonly sm3: string;
  /** Bytes. */
  readonly size: number;
  readonly signatures: readonly SignatureReport[];
  /** Findings about the file as a whole. */
  readonly checks: readonly CheckRecord[];
  /** Revocation and seal status are known as of this time; null when neither a snapshot nor a CRL was given. */
  readonly statusAsOf: string | null;
  /** Scope and number of the trust pack that the trust comes from, e.g. `410200-7`; null when it comes from none. */
  readonly trustListVersion: string | null;
  readonly trust: TrustSummary;
  readonly sentence: BilingualText;
  readonly nextStep: BilingualText;
}
