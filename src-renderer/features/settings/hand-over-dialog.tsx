/** 移交保管: seals from one keeper to another, written into the draft. */
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../bridge/bridge.ts';
import { handOverWords } from '../../i18n/hand-over-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import type { DraftProps } from './use-draft.ts';

interface HandOverProps extends DraftProps {
  readonly onClose: () => void;
}

export function HandOverDialog({ draft, work, onClose }: HandOverProps) {
  const say = useWords(handOverWords);
  const { sealKind } = useVocabulary();
  const { people, seals } = draft;
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [esIds, setEsIds] = useState<string[]>([]);
  const kept = seals.filter(({ keepers }) => from !== null && keepers.includes(from));
  const keepers = people.filter(({ id }) => seals.some((seal) => seal.keepers.includes(id)));
  const chooseFrom = (id: string): void => {
    setFrom(id);
    setTo((before) => (before === id ? null : before));
    setEsIds(seals.filter((seal) => seal.keepers.includes(id)).map(({ esId }) => esId));
  };
  const write = (): void => {
    if (from === null || to === null) return;
    work.run(() => call('draft.handOver', { fromId: from, toId: to, esIds }), onClose);
  };
  const option = ({ id, name }: { readonly id: string; readonly name: string }) => ({
    value: id,
    label: name,
  });
  return (
    <Modal
      open
      title={say('handOverTitle')}
      okText={say('write')}
      cancelText={say('cancel')}
      okButtonProps={{ disabled: from === null || to === null || esIds.length === 0, loading: work.busy }}
      onOk={write}
      onCancel={onClose}
    >
      <p className="secondary settings-hint">{say('handOverLead')}</p>
      <div className="hand-over-fields">
        <label>
          {say('from')}
          <Select value={from} options={keepers.map(option)} aria-label={say('from')} onChange={chooseFrom} />
        </label>
        <label>
          {say('to')}
          <Select
            value={to}
            options={people.filter(({ id }) => id !== from).map(option)}
            aria-label={say('to')}
            onChange={(chosen: string) => setTo(chosen)}
          />
        </label>
        <label className="hand-over-wide">
          {say('seals')}
          <Select
            mode="multiple"
            value={esIds}
            showSearch={false}
            options={kept.map(({ esId, typeCode }) => ({ value: esId, label: sealKind(typeCode) }))}
            aria-label={say('seals')}
            onChange={(chosen: string[]) => setEsIds(chosen)}
          />
        </label>
      </div>
      <ErrorNotice error={work.error} />
    </Modal>
  );
}
