/** Placement templates of the enterprise (docs/adr/0043): one is chosen, what is placed now is kept under a name, names are changed and removed. */
import { Button, Input, Popover, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { TemplateView } from '../../src-main/contract/template-calls.ts';
import { call } from '../bridge/bridge.ts';
import { templateWords } from '../i18n/template-words.ts';
import { useWords } from '../i18n/words.ts';
import { ErrorNotice } from './error-notice.tsx';
import './template-bar.css';

export interface TemplateBarProps {
  /** What is placed now as a rule, without a name; null where it is none. */
  readonly rule: Omit<TemplateView, 'name'> | null;
  readonly onChoose: (template: TemplateView) => void;
  /** A list has one seal: a template with a companion is for the desk, and never used without it. */
  readonly mayPair: boolean;
}

export function TemplateBar({ rule, onChoose, mayPair }: TemplateBarProps) {
  const say = useWords(templateWords);
  const [all, setAll] = useState<readonly TemplateView[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const take = (work: Promise<readonly TemplateView[]>, then?: string | null): void => {
    setError(null);
    work.then((found) => {
      setAll(found);
      if (then !== undefined) setChosen(then);
    }, setError);
  };
  useEffect(() => take(call('template.list', {})), []);
  const typed = name.trim();
  const keep = (): void => {
    if (!rule) return;
    // A name that is chosen is the one that is meant to be replaced.
    take(call('template.keep', { template: { ...rule, name: typed }, mayReplace: typed === chosen }), typed);
  };
  const choose = (value: string): void => {
    const found = all.find((each) => each.name === value);
    if (!found) return;
    setChosen(value);
    setName(value);
    onChoose(found);
  };
  return (
    <div className="template-bar">
      <label>
        {say('template')}
        <Select<string>
          value={chosen}
          placeholder={say(all.length === 0 ? 'none' : 'choose')}
          disabled={all.length === 0}
          options={all.map((each) => ({
            value: each.name,
            label: each.hasPair ? say('withPair', { name: each.name }) : each.name,
            disabled: each.hasPair && !mayPair,
          }))}
          onSelect={choose}
        />
      </label>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <TemplateNames
            {...{ name, chosen, error, isRule: rule !== null }}
            onName={setName}
            onKeep={keep}
            onRename={(from) => take(call('template.rename', { name: from, to: typed }), typed)}
            onRemove={(from) => take(call('template.remove', { name: from }), null)}
          />
        }
      >
        <Button>{say('manage')}</Button>
      </Popover>
    </div>
  );
}

interface NamesProps {
  readonly name: string;
  readonly chosen: string | null;
  /** What is placed now can be kept. */
  readonly isRule: boolean;
  readonly error: unknown;
  readonly onName: (name: string) => void;
  readonly onKeep: () => void;
  readonly onRename: (from: string) => void;
  readonly onRemove: (from: string) => void;
}

function TemplateNames({ name, chosen, isRule, error, onName, onKeep, onRename, onRemove }: NamesProps) {
  const say = useWords(templateWords);
  const typed = name.trim();
  return (
    <div className="template-names">
      <label>
        {say('name')}
        <Input autoFocus value={name} maxLength={40} onChange={({ target }) => onName(target.value)} />
      </label>
      {!isRule && <p className="secondary">{say('noRule')}</p>}
      <div className="place-buttons">
        <Button type="primary" disabled={!isRule || typed === ''} onClick={onKeep}>
          {say(typed !== '' && typed === chosen ? 'replace' : 'keep')}
        </Button>
        {chosen !== null && (
          <>
            <Button disabled={typed === '' || typed === chosen} onClick={() => onRename(chosen)}>
              {say('rename')}
            </Button>
            <Button onClick={() => onRemove(chosen)}>{say('remove')}</Button>
          </>
        )}
      </div>
      <ErrorNotice error={error} />
    </div>
  );
}
