/** The certification side of the embedded city: setting up root, sub authority, maker, time stamps and status; issuing below them. */
import { fromHex, toHex } from '../crypto/bytes.ts';
import { sandboxOrganization as organization } from '../domain/sandbox-mark.ts';
import { parseCertificate } from '../pki/certificate.ts';
import type { CertificateKind } from './authority/certificate-kinds.ts';
import { issueCertificate } from './authority/issue-certificate.ts';
import type { Issuer } from './authority/issue-certificate.ts';
import { issueCrl } from './authority/issue-crl.ts';
import type { SubjectName } from './authority/subject-name.ts';
import type { CityRole, CityState } from './city-state.ts';
import { newPrivateKey, softwareSigner } from './software-signer.ts';
import type { Random, SoftwareSigner } from './software-signer.ts';

const roles: Readonly<Record<CityRole, { readonly kind: CertificateKind; readonly commonName: string }>> = {
  root: { kind: 'root', commonName: '汴印沙箱根证书' },
  sub: { kind: 'sub-ca', commonName: '汴印沙箱开封签发机构' },
  maker: { kind: 'seal-maker', commonName: '汴印沙箱印章制作系统' },
  tsa: { kind: 'time-stamp', commonName: '汴印沙箱时间戳服务' },
  status: { kind: 'status', commonName: '汴印沙箱印章状态发布' },
};
const days = 86_400_000;
/** How long lists are good for: short where people are revoked, long for the root, which is used once. */
const listDays = { root: 180, sub: 7 } as const;

/** A new city without enterprises. */
export function foundCity(random: Random, now: Date): CityState {
  const keys = Object.fromEntries(
    Object.keys(roles).map((role) => [role, { privateKey: toHex(newPrivateKey(random)), certificate: '' }]),
  ) as CityState['keys'];
  const state: CityState = {
    ...{ v: 1, keys, issued: [], enterprises: [], seals: [], rows: [], published: null },
    ...{ crlNumber: 0, lists: [], nextSeal: 1 },
  };
  for (const role of Object.keys(roles) as CityRole[]) {
    const { kind } = roles[role];
    const point = roleSigner(state, role, random).publicPoint;
    const issuer = role === 'root' || role === 'sub' ? 'root' : 'sub';
    keys[role].certificate = toHex(
      certify(state, { kind, subject: roleName(role), point, issuer }, random, now),
    );
  }
  renewLists(state, random, now);
  return state;
}

export interface CertifyOrder {
  readonly kind: CertificateKind;
  readonly subject: SubjectName;
  readonly point: Uint8Array;
  readonly issuer: 'root' | 'sub';
}

/** Issues a certificate and enters its serial number in the state. Returns DER. Errors: `public-key-invalid`. */
export function certify(state: CityState, order: CertifyOrder, random: Random, now: Date): Uint8Array {
  const { kind, subject, point, issuer } = order;
  const request = { kind, subject, publicPoint: point, notBefore: now };
  const certificate = issueCertificate(request, roleIssuer(state, issuer, random), random);
  const { serialHex } = parseCertificate(certificate);
  state.issued.push({ serialHex, issuer, revoked: null });
  return certificate;
}

/** New lists of both authorities; the number goes up by one. */
export function renewLists(state: CityState, random: Random, now: Date): Uint8Array[] {
  state.crlNumber += 1;
  const lists = (['root', 'sub'] as const).map((issuer) =>
    issueCrl(
      {
        number: state.crlNumber,
        thisUpdate: now,
        nextUpdate: new Date(now.getTime() + listDays[issuer] * days),
        revoked: revokedBy(state, issuer),
      },
      roleIssuer(state, issuer, random),
    ),
  );
  state.lists = lists.map(toHex);
  return lists;
}

/** The signer of one of the city's own keys. */
export function roleSigner(state: CityState, role: CityRole, random: Random): SoftwareSigner {
  return softwareSigner(fromHex(state.keys[role].privateKey), random);
}

/** DER of the certificate of one of the city's own keys. */
export function roleCertificate(state: CityState, role: CityRole): Uint8Array {
  return fromHex(state.keys[role].certificate);
}

function roleIssuer(state: CityState, role: 'root' | 'sub', random: Random): Issuer {
  return { name: roleName(role), signer: roleSigner(state, role, random) };
}

function roleName(role: CityRole): SubjectName {
  return { organization, commonName: roles[role].commonName };
}

function revokedBy(state: CityState, issuer: 'root' | 'sub') {
  return state.issued.flatMap((each) => {
    if (each.issuer !== issuer || !each.revoked) return [];
    const { date, reason, invalidityDate } = each.revoked;
    const invalidity = invalidityDate === null ? null : new Date(invalidityDate);
    return [{ serial: fromHex(each.serialHex), date: new Date(date), reason, invalidityDate: invalidity }];
  });
}
