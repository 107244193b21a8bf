/** Distinguished names as GB/T 20518-2018 §5.2.4.6 writes them: country first, common name last, Chinese in UTF8String. */
import { der } from '../../crypto/der-writer.ts';

/** Parts of a name; what is absent is left out. */
export interface SubjectName {
  readonly commonName: string;
  readonly organization?: string;
  /** Unified social credit code of the organisation (2.5.4.97). */
  readonly organizationIdentifier?: string;
  readonly organizationalUnit?: string;
  /** Number of the person in the enterprise, or the esID of a seal. */
  readonly serialNumber?: string;
}

/** DER of the Name: C=CN, ST=河南省, L=开封市, O, organizationIdentifier, OU, serialNumber, CN. */
export function encodeSubjectName(name: SubjectName): Uint8Array {
  return der.sequence(
    relative('2.5.4.6', der.printable('CN')),
    relative('2.5.4.8', der.utf8('河南省')),
    relative('2.5.4.7', der.utf8('开封市')),
    ...text('2.5.4.10', name.organization),
    ...text('2.5.4.97', name.organizationIdentifier),
    ...text('2.5.4.11', name.organizationalUnit),
    ...(name.serialNumber === undefined ? [] : [relative('2.5.4.5', der.printable(name.serialNumber))]),
    ...text('2.5.4.3', name.commonName),
  );
}

function text(oid: string, value: string | undefined): Uint8Array[] {
  return value === undefined ? [] : [relative(oid, der.utf8(value))];
}

function relative(oid: string, value: Uint8Array): Uint8Array {
  return der.set(der.sequence(der.oid(oid), value));
}
