/** Who there is and what each may do, by certificates; and who keeps which seal. */
import { Button, Input, Select, Table } from 'antd';
import { useState } from 'react';
import type { PolicyDraftView } from '../../../src-main/contract/office-views.ts';
import { roleNames } from '../../../src-main/contract/words.ts';
import { handOverWords } from '../../i18n/hand-over-words.ts';
import { policyWords } from '../../i18n/policy-words.ts';
import { useVocabulary } from '../../i18n/vocabulary.ts';
import { useWords } from '../../i18n/words.ts';
import { AddPeople } from './add-people.tsx';
import { CertificateState } from './certificate-state.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { HandOverSheets } from './hand-over-sheets.tsx';
import { KeepersTable } from './keepers-table.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import type { DraftProps } from './use-draft.ts';

type Person = PolicyDraftView['people'][number];
type Role = Person['roles'][number];

const roleCodes = Object.keys(roleNames) as Role[];

export function PeoplePage({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const sayHandOver = useWords(handOverWords);
  const [isHandingOver, setHandingOver] = useState(false);
  return (
    <>
      <section className="panel">
        <h2 className="section-title">{say('people')}</h2>
        <p className="secondary settings-hint">{say('peopleHint')}</p>
        <PeopleTable draft={draft} work={work} />
        <AddPeople draft={draft} work={work} />
      </section>
      <section className="panel">
        <h2 className="section-title">{say('keepers')}</h2>
        <p className="secondary settings-hint">{say('keepersHint')}</p>
        <KeepersTable draft={draft} work={work} />
        <div className="settings-actions">
          <Button onClick={() => setHandingOver(true)}>{sayHandOver('handOver')}</Button>
        </div>
      </section>
      <HandOverSheets signal={draft.sequence} />
      {isHandingOver && <HandOverDialog draft={draft} work={work} onClose={() => setHandingOver(false)} />}
    </>
  );
}

function PeopleTable({ draft, work }: DraftProps) {
  const say = useWords(policyWords);
  const sayHandOver = useWords(handOverWords);
  const { role } = useVocabulary();
  const [leaving, setLeaving] = useState<Person | null>(null);
  const change = (id: string, part: Partial<Person>): void => {
    const people = draft.people.map((person) => (person.id === id ? { ...person, ...part } : person));
    work.change({ people: people.map(fieldsOf) });
  };
  const options = roleCodes.map((value) => ({ value, label: role(value) }));
  const columns = [
    { title: say('name'), dataIndex: 'name', width: 110, render: (name: string) => <b>{name}</b> },
    {
      title: say('department'),
      width: 150,
      render: (_: unknown, { id, name, department }: Person) => (
        <Input
          key={department}
          defaultValue={department}
          maxLength={60}
          aria-label={`${name} ${say('department')}`}
          onBlur={({ target }) => target.value !== department && change(id, { department: target.value })}
        />
      ),
    },
    {
      title: say('roles'),
      render: (_: unknown, { id, name, roles }: Person) => (
        <Select
          mode="multiple"
          className="settings-select"
          value={roles}
          options={options}
          showSearch={false}
          aria-label={`${name} ${say('roles')}`}
          onChange={(chosen: Role[]) => change(id, { roles: chosen })}
        />
      ),
    },
    {
      title: say('deputies'),
      width: 170,
      render: (_: unknown, { id, name, deputies = [] }: Person) => (
        <Select
          mode="multiple"
          className="settings-select"
          value={deputies}
          options={draft.people
            .filter((each) => each.id !== id)
            .map((each) => ({ value: each.id, label: each.name }))}
          showSearch={false}
          placeholder={say('noDeputy')}
          aria-label={`${name} ${say('deputies')}`}
          onChange={(chosen: string[]) => change(id, { deputies: chosen })}
        />
      ),
    },
    {
      title: say('certificate'),
      width: 220,
      render: (_: unknown, { certificates }: Person) =>
        certificates.map((each) => <CertificateState key={each.sm3} certificate={each} />),
    },
    {
      title: '',
      width: 88,
      render: (_: unknown, person: Person) => (
        <Button
          type="text"
          aria-label={sayHandOver('leaveTitle', { name: person.name })}
          onClick={() => setLeaving(person)}
        >
          {sayHandOver('leave')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...draft.people]}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: say('noPeople') }}
      />
      {leaving && <LeaveDialog draft={draft} work={work} person={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function fieldsOf({ id, name, department, roles, deputies = [] }: Person) {
  return { id, name, department, roles: [...roles], deputies: [...deputies] };
}
