/** For each signature: who, when, and the seal as it was signed beside the seal as the page shows it. */
import type { ReportView, SignatureView } from '../../../src-main/contract/report-view.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { counterWords } from '../../i18n/counter-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useDocument, type ShownDocument } from '../../ui/use-document.ts';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import { DrawnMark } from './drawn-mark.tsx';

interface ComparisonProps {
  readonly document: DocumentView;
  readonly report: ReportView;
  /** PNG as base64 by SM3. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** Longer side of each picture, CSS pixels. */
const SIDE = 132;

export function SealComparison({ document, report, pictures }: ComparisonProps) {
  const { shown } = useDocument(document);
  return (
    <>
      {report.signatures.map((signature) => (
        <SealPanel
          key={signature.field}
          signature={signature}
          picture={pictures[signature.seal?.pictureSm3 ?? ''] ?? null}
          shown={shown}
        />
      ))}
    </>
  );
}

interface PanelProps {
  readonly signature: SignatureView;
  readonly picture: string | null;
  readonly shown: ShownDocument | null;
}

function SealPanel({ signature, picture, shown }: PanelProps) {
  const say = useWords(counterWords);
  const { level, seal, signer } = signature;
  return (
    <section className="panel counter-seal">
      <header>
        <VerdictShape level={level} size={28} label={say(level)} />
        <h2>{seal?.name ?? signer?.name ?? say('unknownSeal')}</h2>
      </header>
      {seal && (
        <div className="counter-pair">
          <figure>
            {picture ? (
              <img
                src={`data:image/png;base64,${picture}`}
                alt={say('asSigned')}
                width={SIDE}
                height={SIDE}
              />
            ) : (
              <span className="counter-blank">{say('noPicture')}</span>
            )}
            <figcaption>{say('asSigned')}</figcaption>
          </figure>
          <Drawn signature={signature} shown={shown} />
        </div>
      )}
      {seal && <Answer signature={signature} />}
      <Facts signature={signature} />
    </section>
  );
}

/** The first mark that shows the whole seal; slices of the seam come only when there is nothing else. */
function Drawn({ signature: { marks }, shown }: Omit<PanelProps, 'picture'>) {
  const say = useWords(counterWords);
  const mark = marks.find(({ slice }) => slice === undefined) ?? marks[0];
  return (
    <figure>
      {mark && shown && (
        <DrawnMark document={shown} page={mark.page} rect={mark.rect} side={SIDE} label={say('asDrawn')} />
      )}
      {!mark && <span className="counter-blank">{say('notDrawn')}</span>}
      <figcaption>
        {say('asDrawn')}
        {mark && ` · ${say('drawnPage', { page: mark.page })}`}
      </figcaption>
    </figure>
  );
}

/** What the engine says of the two; where it cannot say, the clerk's eyes are asked. */
function Answer({ signature: { marks, seams = [] } }: { readonly signature: SignatureView }) {
  const say = useWords(counterWords);
  if (marks.length === 0) return null;
  const answers = [...marks, ...seams].map(({ picture }) => picture);
  if (answers.includes('differs')) {
    return (
      <p className="counter-answer counter-differs">
        <VerdictShape level="UNSURE" size={18} /> {say('different')}
      </p>
    );
  }
  return <p className="counter-answer secondary">{say(answers.includes('same') ? 'same' : 'compare')}</p>;
}

function Facts({ signature: { signer, signedAt, coverage } }: { readonly signature: SignatureView }) {
  const say = useWords(counterWords);
  const { language } = usePreferences();
  const { time } = useFormat();
  return (
    <dl>
      {signer && (
        <>
          <dt>{say('holder')}</dt>
          <dd>{signer.organization || signer.name}</dd>
        </>
      )}
      <dt>{say('sealedAt')}</dt>
      <dd>{signedAt ? `${time(signedAt.value)} · ${say(signedAt.source)}` : say('unknownTime')}</dd>
      {coverage.laterChanges.length > 0 && (
        <>
          <dt>{say('laterChanges')}</dt>
          {coverage.laterChanges.map((change, index) => (
            <dd key={index}>{change[language]}</dd>
          ))}
        </>
      )}
    </dl>
  );
}
