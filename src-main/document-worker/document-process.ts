/** The document worker: reads untrusted files under limits, with no network and no keys. Started by document-client.ts. */
import { fromBase64, toBase64 } from '../crypto/bytes.ts';
import { engineVersion } from '../domain/engine-version.ts';
import { openPdf } from '../pdf/document.ts';
import { existingMarks } from '../pdf/existing-marks.ts';
import { visualSizeMm } from '../pdf/page-geometry.ts';
import { pageTreeView } from '../pdf/page-tree-view.ts';
import { documentMarks } from '../pdf/document-marks.ts';
import { emptyFields } from '../pdf/empty-fields.ts';
import { findOverlaps } from '../domain/mark-overlaps.ts';
import { findCovered } from '../pdf/placement-to-marks.ts';
import { assertSealable } from '../pdf/sealing-inspection.ts';
import { parseCertificate } from '../pki/certificate.ts';
import { parseCrl } from '../pki/crl.ts';
import { parseOcspResponse } from '../pki/ocsp.ts';
import { openFileSource, sizeOf } from '../platform/file-byte-source.ts';
import { guardProcess } from '../platform/process-guard.ts';
import { serveRequests, type Ask } from '../platform/worker-main.ts';
import type { StatusState } from '../seal/status-snapshot.ts';
import type { VerificationContext } from '../verification/context.ts';
import type { VerificationReport } from '../verification/report.ts';
import { plannedLooks, withLooks } from '../verification/looks.ts';
import { verifyDocument } from '../verification/verify-document.ts';
import {
  documentRequest,
  type DocumentRequest,
  type Inspection,
  type MarkPlan,
  type TrustInput,
} from './messages.ts';
import { drawLooks } from './draw-looks.ts';
import { readStatus } from './read-status.ts';

/** All memory of this process, MiB: a file that takes more is answered with RESOURCE_LIMIT. */
const MEMORY_MIB = 512;
/**
 * Processor time for one file, and what each octet of a large one adds. It is the same on a busy machine and with a slow drive;
 * how long somebody waits at most is the client's affair.
 */
const PROCESSOR_MS = 5_000;
const OCTETS_PER_MS = 50_000;
const guard = guardProcess(MEMORY_MIB);

serveRequests((message, ask) => {
  const request = documentRequest.parse(message);
  guard.beginRequest(PROCESSOR_MS + sizeOf(request.file) / OCTETS_PER_MS);
  switch (request.name) {
    case 'inspect':
      return inspect(request.file);
    case 'pageTree':
      return pageTree(request.file);
    case 'marks':
      return planMarks(request);
    case 'ground':
      return groundOf(request);
    case 'verify':
      return verify(request, ask);
  }
});

/** Errors: every code of the PDF reader and of the sealing inspection. */
function inspect(file: string): Inspection {
  const source = openFileSource(file);
  try {
    const document = openPdf(source);
    const { warnings, signatures } = assertSealable(document);
    const empty = emptyFields(document, signatures);
    return {
      pageCount: document.pageCount,
      size: source.size,
      warnings: [...warnings],
      emptyFields: empty.map(({ name, page, visual }) => ({ name, page, rect: visual })),
    };
  } finally {
    source.close();
  }
}

/** In base64; see pdf/page-tree-view.ts. Errors: those of the reader. */
function pageTree(file: string): string {
  const source = openFileSource(file);
  try {
    return toBase64(pageTreeView(openPdf(source)));
  } finally {
    source.close();
  }
}

/** Errors: those of the reader, `placement-*`, `seam-*`. */
function planMarks({ file, placements, size }: Extract<DocumentRequest, { name: 'marks' }>): MarkPlan {
  const source = openFileSource(file);
  try {
    const document = openPdf(source);
    const { marks, field } = documentMarks(document, placements, size);
    return {
      marks: marks.map(({ page, visual, slice }) => ({
        page,
        rect: visual,
        slice: slice && { index: slice.index, count: slice.count },
      })),
      overlaps: findOverlaps(marks),
      covered: findCovered(marks, existingMarks(document)),
      fills: field?.name ?? null,
    };
  } finally {
    source.close();
  }
}

/** The report goes to the caller before pages are drawn: whoever hangs or ends this process by a page loses no finding. */
/** Errors: those of the reader, `placement-*`, `seam-*`, and whatever pdf.js throws. */
async function groundOf({
  file,
  placements,
  size,
}: Extract<DocumentRequest, { name: 'ground' }>): Promise<number[]> {
  const source = openFileSource(file);
  try {
    const document = openPdf(source);
    const { marks } = documentMarks(document, placements, size);
    const { darkPages } = await import('../page-drawing/dark-places.ts');
    return await darkPages(source, marks, (page) => visualSizeMm(document.page(page - 1)));
  } finally {
    source.close();
  }
}

async function verify(
  request: Extract<DocumentRequest, { name: 'verify' }>,
  ask: Ask,
): Promise<VerificationReport> {
  const source = openFileSource(request.file);
  try {
    const report = verifyDocument(source, contextOf(request));
    const plans = plannedLooks(report);
    if (plans.length === 0) return report;
    await ask({ report });
    return withLooks(report, await drawLooks(source, report, plans, guard));
  } finally {
    source.close();
  }
}

function contextOf({ trust, now, at }: Extract<DocumentRequest, { name: 'verify' }>): VerificationContext {
  const snapshot = statusOf(trust);
  return {
    anchors: trust.anchors.map((text) => parseCertificate(fromBase64(text))),
    intermediates: trust.intermediates.map((text) => parseCertificate(fromBase64(text))),
    crls: trust.crls.map((text) => parseCrl(fromBase64(text))),
    sealMakers: trust.sealMakers.map((text) => parseCertificate(fromBase64(text))),
    ocsp: (trust.ocsp ?? []).map((text) => parseOcspResponse(fromBase64(text))),
    now: new Date(now),
    engineVersion,
    ...(at === null ? {} : { at: new Date(at) }),
    ...(snapshot === null ? {} : { statusSnapshot: snapshot }),
    ...(trust.trustListVersion === null ? {} : { trustListVersion: trust.trustListVersion }),
    ...(trust.clockFloor === null ? {} : { clockFloor: new Date(trust.clockFloor) }),
  };
}

function statusOf({ snapshot }: TrustInput): StatusState | 'forged' | null {
  return snapshot === null || snapshot === 'forged' ? snapshot : readStatus(snapshot);
}
