/** One seal: its real picture at true size, state in words, facts, life, uses; certificates one click away. */
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { SealDetailView } from '../../../src-main/contract/seal-views.ts';
import { call } from '../../bridge/bridge.ts';
import { useFormat } from '../../i18n/format.ts';
import { sealsWords, statusReasonWords } from '../../i18n/seals-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { useOffice } from '../../state/office.tsx';
import { useUnsaid } from '../../state/said-above.ts';
import { usesApproved } from '../../state/waiting.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SealState } from '../../ui/seal-state.tsx';
import { LifeLine } from './life-line.tsx';
import { SealCertificates } from './seal-certificates.tsx';
import { SealUses } from './seal-uses.tsx';

export function SealDetail({ esId }: { readonly esId: string }) {
  const { detail, error } = useDetail(esId);
  const unsaid = useUnsaid(error);
  const say = useWords(sealsWords);
  if (!detail && error !== null && unsaid === null)
    return <p className="secondary seal-unread">{say('detailUnread')}</p>;
  if (!detail) return <ErrorNotice error={unsaid} />;
  return (
    <div className="seal-detail">
      <section className="panel seal-head">
        <RealPicture seal={detail.seal} />
        <Facts detail={detail} />
      </section>
      <LifeLine life={detail.life} />
      <SealUses uses={detail.uses} />
    </div>
  );
}

/** Asked again whenever the office is told of a change. */
function useDetail(esId: string): { detail: SealDetailView | null; error: unknown } {
  const { seals, requests } = useOffice();
  const [detail, setDetail] = useState<SealDetailView | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    call('seal.detail', { esId }).then(
      (found) => isCurrent && setDetail(found),
      (cause: unknown) => isCurrent && setError(cause),
    );
    return () => {
      isCurrent = false;
    };
  }, [esId, seals, requests]);
  return { detail, error };
}

function RealPicture({ seal }: { readonly seal: SealDetailView['seal'] }) {
  const say = useWords(sealsWords);
  const { mm } = useFormat();
  const { widthMm, heightMm, picture, name } = seal;
  return (
    <figure className="seal-real">
      <div className="seal-paper">
        {picture === null ? (
          <span className="secondary">{say('noPicture')}</span>
        ) : (
          <img
            src={`data:image/png;base64,${picture}`}
            alt={say('picture', { name })}
            // True size whatever the text size: 大字版 makes words larger, not seals.
            style={{
              width: `calc(${widthMm}mm / var(--scale))`,
              height: `calc(${heightMm}mm / var(--scale))`,
            }}
          />
        )}
      </div>
      <figcaption className="secondary">
        {say('realSize', { width: mm(widthMm), height: mm(heightMm) })}
      </figcaption>
    </figure>
  );
}

function Facts({ detail }: { readonly detail: SealDetailView }) {
  const say = useWords(sealsWords);
  const { list } = useVocabulary();
  const { day } = useFormat();
  const { tokens, requests } = useOffice();
  const { seal, maker } = detail;
  const on = tokens.find((token) => token.seals.some(({ esId }) => esId === seal.esId));
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="seal-facts">
      <h2 className="seal-name">{seal.name}</h2>
      <dl>
        <dt>{say('status')}</dt>
        <dd>
          <Standing detail={detail} />
        </dd>
        <dt>{say('validity')}</dt>
        <dd>{say('fromTo', { from: day(seal.validFrom), to: day(seal.validTo) })}</dd>
        <dt>{say('keepers')}</dt>
        <dd>
          {seal.keepers.length > 0
            ? list(seal.keepers)
            : say(seal.isRosterRead ? 'noKeeper' : 'keepersUnread')}
        </dd>
        <dt>{say('token')}</dt>
        <dd>{on ? on.label : <span className="secondary">{say('notPlugged')}</span>}</dd>
        <dt>{say('approvedUses')}</dt>
        <dd>{say('approvedCount', { count: usesApproved(requests, seal.esId) })}</dd>
        <dt>{say('number')}</dt>
        <dd>{seal.esId}</dd>
        <dt>{say('maker')}</dt>
        <dd>{maker}</dd>
      </dl>
      <Button onClick={() => setOpen(true)}>{say('certificates')}</Button>
      <Modal open={isOpen} footer={null} width={720} title={seal.name} onCancel={() => setOpen(false)}>
        <SealCertificates detail={detail} />
      </Modal>
    </div>
  );
}

function Standing({ detail: { seal, statusSince, statusReason } }: { readonly detail: SealDetailView }) {
  const say = useWords(sealsWords);
  const sayReason = useWords(statusReasonWords);
  const { day } = useFormat();
  const notes = [
    statusSince === null ? null : say('since', { day: day(statusSince) }),
    statusReason === null ? null : sayReason(statusReason as keyof typeof statusReasonWords),
  ].filter((note) => note !== null);
  return (
    <span className="seal-standing">
      <SealState status={seal.status} />
      <span className="secondary">{notes.join(' · ')}</span>
    </span>
  );
}
