/** Who keeps which seal. */
import { Select, Table } from 'antd';
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import type { DraftProps } from './use-draft.ts';

type Seal = PolicyDraftView['seals'][number];

export function KeepersTable({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const { sealKind } = useVocabulary();
  const people = draft.people.map(({ id, name }) => ({ value: id, label: name }));
  const change = (esId: string, keepers: string[]): void =>
    work.change({
      seals: draft.seals.map((seal) => ({
        esId: seal.esId,
        keepers: seal.esId === esId ? keepers : [...seal.keepers],
      })),
    });
  const columns = [
    {
      title: say('seal'),
      render: (_: unknown, { typeCode, name }: Seal) => (
        <>
          <b>{sealKind(typeCode)}</b> <span className="secondary">{name}</span>
        </>
      ),
    },
    {
      title: say('keeper'),
      width: '45%',
      render: (_: unknown, { esId, typeCode, keepers }: Seal) => (
        <Select
          mode="multiple"
          className="settings-select"
          value={keepers}
          options={people}
          optionFilterProp="label"
          aria-label={`${sealKind(typeCode)} ${say('keeper')}`}
          onChange={(chosen: string[]) => change(esId, chosen)}
        />
      ),
    },
  ];
  return (
    <Table
      size="small"
      rowKey="esId"
      columns={columns}
      dataSource={[...draft.seals]}
      pagination={false}
      locale={{ emptyText: say('noSeals') }}
    />
  );
}
