/** In the place of the pages: the file as it was when one of its seals was put on, alone or beside what it is now. */
import { Button, Segmented } from 'antd';
import type { ReportView, SignatureView } from '../../../src-main/contract/report-view.ts';
import type { DocumentView } from '../../../src-main/contract/views.ts';
import { useFormat } from '../../i18n/format.ts';
import { verifyWords } from '../../i18n/verify-words.ts';
import { useWords } from '../../i18n/words.ts';
import { DocumentPages } from '../../ui/document-pages.tsx';
import { wholeFirst } from '../../ui/place-links.tsx';
import { reportMarks } from '../../ui/report-marks.tsx';
import { ComparePages } from './compare-pages.tsx';
import { signaturesUpTo, signedSize } from './signed-version.ts';

export type VersionLook = 'signed' | 'compare';

interface VersionPaneProps {
  readonly document: DocumentView;
  readonly report: ReportView;
  readonly signature: SignatureView;
  readonly look: VersionLook;
  readonly onLook: (look: VersionLook) => void;
  /** Back to the file as it is now. */
  readonly onBack: () => void;
}

export function VersionPane({ document, report, signature, look, onLook, onBack }: VersionPaneProps) {
  const say = useWords(verifyWords);
  const { time } = useFormat();
  const size = signedSize(signature, document.size);
  if (size === null) return null;
  const name = signature.seal?.name ?? signature.signer?.name ?? say('unknownSeal');
  const { signedAt } = signature;
  const when = signedAt ? time(signedAt.value) : say('unknownTime');
  const pages = signature.coverage.laterChanges.flatMap((change) => change.pages);
  const seen = { ...report, signatures: [...signaturesUpTo(report.signatures, size)] };
  return (
    <div className="version">
      <div className="notice version-line" role="status">
        <span>{say(look === 'signed' ? 'showingSigned' : 'comparing', { name, time: when })}</span>
        <span className="row-end">
          <Segmented<VersionLook>
            value={look}
            options={[
              { value: 'signed', label: say('signedVersion') },
              { value: 'compare', label: say('compareVersions') },
            ]}
            onChange={onLook}
          />
          <Button onClick={onBack}>{say('backToNow')}</Button>
        </span>
      </div>
      {look === 'signed' ? (
        <DocumentPages
          document={{ ...document, size, isPart: true }}
          at={wholeFirst(signature.marks)[0]}
          over={(page, pageSize) => reportMarks(seen, page, pageSize)}
        />
      ) : (
        <ComparePages
          document={document}
          signedSize={size}
          changedPages={[...new Set(pages)].sort((a, b) => a - b)}
        />
      )}
    </div>
  );
}
