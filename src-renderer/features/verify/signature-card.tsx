/** One signature: the seal, who holds it, when and by whose clock, who approved, what came later. */
import { Button, Collapse } from 'antd';
import { useState, type ReactNode } from 'react';
import { actText, approvalWords, codeSentence } from '../../../src-main/contract/words.ts';
import type { SignatureView } from '../../../src-main/contract/report-view.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { CertificateDetails } from './certificate-details.tsx';
import { useOfficeState } from '../../state/office.tsx';
import { PlaceLinks, wholeFirst, type PlaceOnPage } from '../../ui/place-links.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';
import type { VersionLook } from './version-pane.tsx';
import { MarkPlaces } from './mark-places.tsx';

interface CardProps {
  readonly signature: SignatureView;
}

interface SignatureCardProps extends CardProps {
  /** Then the three answers above have said all that was found of it. */
  readonly isAlone: boolean;
  readonly onPlace: (place: PlaceOnPage) => void;
  /** Absent where nothing came later, or nobody knows what was sealed. */
  readonly onVersion?: ((look: VersionLook) => void) | undefined;
}

export function SignatureCard({ signature, isAlone, onPlace, onVersion }: SignatureCardProps) {
  const say = useWords(verifyWords);
  const { level, seal, signer, marks } = signature;
  const { language } = usePreferences();
  const [isOpen, setOpen] = useState(false);
  const { office } = useOfficeState();
  // The report names the picture by its digest; a seal of this enterprise is shown by its own.
  const picture = office?.seals.find(({ esId }) => esId === seal?.id)?.picture;
  return (
    <section className="panel signature">
      <header>
        <VerdictShape level={level} size={28} label={say(level)} />
        {picture && <img src={`data:image/png;base64,${picture}`} alt="" />}
        <h3>{seal?.name ?? signer?.name ?? say('unknownSeal')}</h3>
      </header>
      <dl>
        {signer && <Fact name={say('organization')}>{signer.organization || signer.name}</Fact>}
        <Fact name={say('signedAt')}>
          <SignedAt signature={signature} />
        </Fact>
        {marks.length > 0 && (
          <Fact name={say('marks')}>
            <MarkPlaces signature={signature} /> <PlaceLinks places={wholeFirst(marks)} onPlace={onPlace} />
          </Fact>
        )}
      </dl>
      {!isAlone && <Found signature={signature} />}
      <Collapse
        ghost
        size="small"
        defaultActiveKey={['approvals']}
        items={details(signature, approvalWords.title[language], say('laterChanges'))}
      />
      <div className="signature-acts">
        {onVersion && (
          <>
            <Button size="small" onClick={() => onVersion('signed')}>
              {say('signedVersion')}
            </Button>
            <Button size="small" onClick={() => onVersion('compare')}>
              {say('compareVersions')}
            </Button>
          </>
        )}
        {(signer ?? seal) && (
          <Button size="small" onClick={() => setOpen(true)}>
            {say('certificateDetails')}
          </Button>
        )}
      </div>
      {isOpen && <CertificateDetails signature={signature} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** Among several signatures: what was found of this one, its notes included. */
function Found({ signature }: CardProps) {
  const { language } = usePreferences();
  const { integrity, identity, time, checks } = signature;
  const codes = [...new Set([integrity, identity, time].flatMap((axis) => axis.codes))];
  return codes.map((code) => (
    <p key={code} className="signature-found">
      {codeSentence(code, checks)[language]}
    </p>
  ));
}

function details(signature: SignatureView, approvals: string, later: string) {
  const items = [
    { key: 'approvals', label: approvals, children: <Approvals signature={signature} />, shown: true },
    {
      key: 'later',
      label: later,
      children: <LaterChanges signature={signature} />,
      shown: signature.coverage.laterChanges.length > 0,
    },
  ];
  return items.filter(({ shown }) => shown).map(({ key, label, children }) => ({ key, label, children }));
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function SignedAt({ signature: { signedAt } }: CardProps) {
  const say = useWords(verifyWords);
  const { time } = useFormat();
  if (!signedAt) return say('unknownTime');
  return (
    <>
      {time(signedAt.value)} <span className="secondary">{say(signedAt.source)}</span>
    </>
  );
}

function Approvals({ signature: { approvals, checks } }: CardProps) {
  const { role } = useVocabulary();
  const { time } = useFormat();
  const { language } = usePreferences();
  if (approvals.length === 0) return <p className="secondary">{approvalWords.none[language]}</p>;
  const isOpen = approvals.some(({ ok, proof }) => ok && proof === 'signature');
  return (
    <>
      <ul className="approvals">
        {approvals.map((each) => (
          <li key={`${each.kind} ${each.certificateSm3}`}>
            <ApprovalMark act={each} />
            <span>
              {actText(language, role(each.role), each.name, each.behalf?.name)}
              {!each.ok && each.code && ` · ${codeSentence(each.code, checks)[language]}`}
            </span>
            <span className="secondary">{time(each.signedAt)}</span>
          </li>
        ))}
      </ul>
      {isOpen && <p className="secondary">{approvalWords.open[language]}</p>}
    </>
  );
}

/** Green only where policy and register said so; a signature that nobody could compare further is a mere dot. */
function ApprovalMark({ act }: { readonly act: SignatureView['approvals'][number] }) {
  const say = useWords(verifyWords);
  const { language } = usePreferences();
  if (!act.ok) return <VerdictShape level="UNSURE" size={16} label={say('approvalBad')} />;
  const label = approvalWords[act.proof][language];
  if (act.proof === 'register') return <VerdictShape level="PASS" size={16} label={label} />;
  return <span className="open-act" role="img" aria-label={label} />;
}

function LaterChanges({ signature: { coverage } }: CardProps) {
  const { language } = usePreferences();
  return (
    <ul className="approvals">
      {coverage.laterChanges.map((change, index) => (
        <li key={index}>
          <VerdictShape level={change.allowed ? 'PASS' : 'FAIL'} size={16} />
          <span>{change[language]}</span>
        </li>
      ))}
    </ul>
  );
}
