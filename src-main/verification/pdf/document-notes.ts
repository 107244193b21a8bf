/** Findings about the file itself: ambiguous structure, dormant and active content, hidden layers (attacks P08, P16–P20). Nothing is executed. */
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import type { PdfDocument } from '../../pdf/document.ts';
import type { PdfObject } from '../../pdf/objects.ts';
import type { CheckLog } from '../check-log.ts';
import { codeOfProblem } from './file-problem.ts';
import { isArchiveToo } from '../../pdf/survey/archive-end.ts';
import { switchesLayers } from '../../pdf/survey/hiding.ts';
import { surveyObjects, type ObjectSurvey } from '../../pdf/survey/object-survey.ts';

/** At most this many object numbers are named in one check. */
const maxNamed = 8;

/** Writes notes and structural findings of a signed file into the log. */
export function noteDocument(document: PdfDocument, firstSigned: number, log: CheckLog): void {
  noteHybrids(document, firstSigned, log);
  if (isArchiveToo(document.source))
    log.finding('structure', 'STRUCT_AMBIGUOUS', { problem: 'the file is a ZIP archive too' });
  const survey = guardedSurvey(document, log);
  if (!survey) return;
  for (const [object, problem] of [...survey.ambiguous].slice(0, maxNamed))
    log.finding('structure', 'STRUCT_AMBIGUOUS', { object, problem });
  if (survey.ambiguous.size === 0)
    log.ok('integrity', 'structure', { objects: document.highestObjectNumber });
  if (survey.dormant.length > 0)
    log.finding('dormant-content', 'SHADOW_LATENT', {
      objects: survey.dormant.length,
      first: survey.dormant.slice(0, maxNamed).join(' '),
    });
  if (survey.unlisted > 0) log.finding('dormant-content', 'SHADOW_LATENT', { unlisted: survey.unlisted });
  if (survey.hiding.has('annotation'))
    log.finding('dormant-content', 'SHADOW_LATENT', { hidden: 'annotation' });
  if (survey.active.size > 0)
    log.finding('active-content', 'ACTIVE_CONTENT', { kinds: [...survey.active].sort().join(', ') });
  if (survey.hiding.has('layer') || hasHiddenLayers(document)) log.finding('layers', 'HIDDEN_LAYERS');
}

/** A survey that stopped is a finding, and never green. */
function guardedSurvey(document: PdfDocument, log: CheckLog): ObjectSurvey | null {
  try {
    return surveyObjects(document);
  } catch (error) {
    const reason = error instanceof BianyinError ? error.code : 'exception';
    log.finding('structure', codeOfProblem(error, document.source), { reason });
    return null;
  }
}

/** Two tables in one section: readers that know only one of them see another file. */
function noteHybrids(document: PdfDocument, firstSigned: number, log: CheckLog): void {
  for (const { index, sections } of document.revisions) {
    const hidden = sections.some(({ hiddenRows }) => hiddenRows !== null);
    if (hidden && index > firstSigned)
      log.finding('structure', 'STRUCT_AMBIGUOUS', { problem: 'a hybrid section after the signature' });
  }
}

function hasHiddenLayers(document: PdfDocument): boolean {
  const properties = read(document, document.catalog.entries.get('OCProperties'));
  return properties?.kind === 'dict' && switchesLayers(properties, (object) => read(document, object));
}

/** A part that cannot be read hides nothing that a reader could show; the survey has told of it. */
function read(document: PdfDocument, value: PdfObject | undefined): PdfObject | undefined {
  try {
    return value ? document.resolve(value) : undefined;
  } catch (error) {
    if (error instanceof BianyinError && error.code !== 'pdf-limit') return undefined;
    throw error;
  }
}
