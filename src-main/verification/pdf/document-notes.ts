/** Findings about the file itself: ambiguous structure, dormant and active content, hidden layers (attacks P08, P16–P20). Nothing is executed. */
import type { PdfDocument } from '../../pdf/document.ts';
import type { VerdictCode } from '../../domain/verdict-codes.ts';
import type { CheckLog } from '../check-log.ts';
import type { CheckInputs } from '../report.ts';
import { problemDetail } from '../problem-detail.ts';
import { orElse } from '../../domain/errors/or-else.ts';
import { codeOfProblem } from './file-problem.ts';
import { isArchiveToo } from '../../pdf/survey/archive-end.ts';
import { contentKinds, type ContentKind } from '../../pdf/survey/content-kinds.ts';
import { surveyObjects, type ObjectSurvey } from '../../pdf/survey/object-survey.ts';

/** At most this many object numbers are named in one check. */
const maxNamed = 8;

interface KindNote {
  readonly check: string;
  readonly code: VerdictCode;
}
const active: KindNote = { check: 'active-content', code: 'ACTIVE_CONTENT' };
const looks: KindNote = { check: 'looks', code: 'LOOKS_MAY_DIFFER' };

/** What each kind of content is afterwards; beforehand it is a warning of its own name, or a refusal. */
export const kindNotes: Readonly<Record<ContentKind, KindNote>> = {
  javascript: active,
  'automatic-action': active,
  'outside-links': active,
  'rich-media': active,
  xfa: { check: 'xfa', code: 'XFA_FORM' },
  'embedded-files': { check: 'embedded-files', code: 'EMBEDDED_FILES' },
  'hidden-layers': { check: 'layers', code: 'HIDDEN_LAYERS' },
  'hidden-annotations': { check: 'dormant-content', code: 'SHADOW_LATENT' },
  'unused-content': { check: 'dormant-content', code: 'SHADOW_LATENT' },
  'hidden-text': { check: 'hidden-text', code: 'HIDDEN_TEXT' },
  'other-looks': looks,
  'fonts-not-embedded': looks,
  'need-appearances': looks,
  'malformed-content': { check: 'content-operators', code: 'CONTENT_MALFORMED' },
  'ambiguous-content': { check: 'content-operators', code: 'CONTENT_AMBIGUOUS' },
  'pictures-not-checked': { check: 'pictures', code: 'PICTURES_NOT_CHECKED' },
  'contents-not-checked': { check: 'content-operators', code: 'RESOURCE_LIMIT' },
  'outside-content': { check: 'outside-content', code: 'CONTENT_OUTSIDE_FILE' },
};

/** Writes notes and structural findings of a signed file into the log. */
export function noteDocument(document: PdfDocument, log: CheckLog): void {
  if (isArchiveToo(document.source))
    log.finding('structure', 'STRUCT_AMBIGUOUS', { problem: 'the file is a ZIP archive too' });
  const survey = guardedSurvey(document, log);
  if (!survey) return noteEarlier(document, log);
  noteAmbiguous(survey, log);
  if (survey.ambiguous.size === 0)
    log.ok('integrity', 'structure', { objects: document.highestObjectNumber });
  noteKinds(survey, log);
}

function noteAmbiguous({ ambiguous }: ObjectSurvey, log: CheckLog): void {
  for (const [object, problem] of [...ambiguous].slice(0, maxNamed))
    log.finding('structure', 'STRUCT_AMBIGUOUS', { object, problem });
}

/** Earlier states that are surveyed when the last one cannot be. */
const maxEarlier = 3;

/** Two readings that a file had before something was added to it which cannot be surveyed. */
function noteEarlier(document: PdfDocument, log: CheckLog): void {
  const last = document.revisions.length - 1;
  for (let i = last - 1; i >= Math.max(0, last - maxEarlier); i -= 1) {
    const survey = orElse(() => surveyObjects(document.documentAt(i)), null);
    if (survey) return noteAmbiguous(survey, log);
  }
}

/** One check for each code, which names all that it stands for. */
function noteKinds(survey: ObjectSurvey, log: CheckLog): void {
  const { kinds, dormant, unlisted } = survey;
  const met = contentKinds.filter((kind) => kinds.has(kind));
  for (const [code, ofCode] of Map.groupBy(met, (kind) => kindNotes[kind].code)) {
    const words = ofCode.flatMap((kind) => kinds.words(kind)).sort();
    const counted = code === 'SHADOW_LATENT' ? unusedDetail(dormant, unlisted) : {};
    const [first] = ofCode;
    if (first)
      log.finding(kindNotes[first].check, code, { kinds: words.slice(0, maxNamed).join(', '), ...counted });
  }
}

function unusedDetail(dormant: readonly number[], unlisted: number): CheckInputs {
  return {
    ...(dormant.length > 0 ? { objects: dormant.length, first: dormant.slice(0, maxNamed).join(' ') } : {}),
    ...(unlisted > 0 ? { unlisted } : {}),
  };
}

/** A survey that stopped is a finding, and never green. */
function guardedSurvey(document: PdfDocument, log: CheckLog): ObjectSurvey | null {
  try {
    return surveyObjects(document);
  } catch (error) {
    log.finding('structure', codeOfProblem(error, document.source), problemDetail(error));
    return null;
  }
}
