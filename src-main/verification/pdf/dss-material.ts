/**
 * Certificates, revocation lists and OCSP responses in the document security store (ISO 32000-2 §12.8.4.3, ETSI EN 319 142-1 §5.4.2).
 * They only fill gaps: each is believed because of its issuer's signature, never because it lies in the file.
 */
import { orElse } from '../../domain/errors/or-else.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfDict, PdfObject } from '../../pdf/objects.ts';
import { parseCertificate } from '../../pki/certificate.ts';
import { parseCrl } from '../../pki/crl.ts';
import { parseOcspResponse } from '../../pki/ocsp.ts';
import type { CarriedMaterial } from '../context.ts';

/** Of each kind: a file of many signatures, each with its chain and its lists, stays below; checks of signatures have their own bound. */
const maxItems = 256;
const maxItemBytes = 4 * 1024 * 1024;

/** Parts that cannot be read are left out. */
export function dssMaterial(document: PdfDocument): CarriedMaterial {
  const store = orElse(() => document.value(document.catalog, 'DSS'), undefined);
  if (store?.kind !== 'dict') return { certificates: [], crls: [], ocsp: [] };
  return {
    certificates: readable(streams(document, store, 'Certs'), parseCertificate),
    crls: readable(streams(document, store, 'CRLs'), parseCrl),
    ocsp: readable(streams(document, store, 'OCSPs'), parseOcspResponse),
  };
}

function readable<T>(parts: readonly Uint8Array[], parse: (bytes: Uint8Array) => T): T[] {
  return parts.flatMap((bytes) => orElse(() => parse(bytes), undefined) ?? []);
}

function streams(document: PdfDocument, store: PdfDict, key: string): Uint8Array[] {
  const list = orElse(() => document.value(store, key), undefined);
  const items = list?.kind === 'array' ? list.items.slice(0, maxItems) : [];
  return items.flatMap((item) => orElse(() => streamOf(document, item), undefined) ?? []);
}

function streamOf(document: PdfDocument, item: PdfObject): Uint8Array | undefined {
  const object = document.resolve(item);
  return object.kind === 'stream' ? document.streamBytes(object, maxItemBytes) : undefined;
}
