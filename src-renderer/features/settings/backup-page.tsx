/** 备份: where they go, the recovery code, how the last one went, and the drill. A code is shown and typed in a window of its own. */
import { Button, InputNumber, Popconfirm } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { BackupView } from '../../../src-main/contract/backup-calls.ts';
import { backupWriterNames } from '../../../src-main/contract/words.ts';
import { call, listen } from '../../bridge/bridge.ts';
import { backupWords } from '../../i18n/backup-words.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePreferences } from '../../i18n/preferences.tsx';
import { useWords } from '../../i18n/words.ts';
import { useWork, type Work } from '../../state/use-work.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { VerdictShape } from '../../ui/verdict-shape.tsx';

export function BackupPage() {
  const say = useWords(backupWords);
  const work = useWork();
  const { error, run } = work;
  const [view, setView] = useState<BackupView | null>(null);
  useEffect(() => {
    run(() => call('backup.show', {}), setView);
    return listen('home.changed', () => void call('backup.show', {}).then(setView, () => undefined));
  }, [run]);
  return (
    <>
      <section className="panel">
        <p className="settings-hint">{say('lead')}</p>
        <ErrorNotice error={error} />
        {view && <Notices view={view} error={error} />}
        {view && <Facts view={view} work={work} onView={setView} />}
      </section>
      {view?.found && view.found.length > 0 && <Found found={view.found} />}
      {view && <Actions view={view} work={work} onView={setView} />}
    </>
  );
}

type NoticeKind = BackupView['notices'][number]['kind'];
const failures: ReadonlySet<NoticeKind> = new Set(['failed', 'drill-failed']);

interface PartProps {
  readonly view: BackupView;
  readonly work: Work;
  readonly onView: (view: BackupView) => void;
}

/** What has just gone wrong stands above already, and is not said twice. */
function Notices({ view, error }: Pick<PartProps, 'view'> & { readonly error: unknown }) {
  const { language } = usePreferences();
  const hasFailed = error !== null;
  const notices = view.notices.filter(({ kind }) => !hasFailed || !failures.has(kind));
  if (notices.length === 0) return null;
  return (
    <ul className="findings" role="status">
      {notices.map((notice) => (
        <li key={notice.kind}>
          <VerdictShape level={notice.kind === 'drill-due' ? 'NONE' : 'UNSURE'} size={20} />
          <span>{notice[language]}</span>
        </li>
      ))}
    </ul>
  );
}

function Facts({ view, work: { busy, run }, onView }: PartProps) {
  const say = useWords(backupWords);
  const { time } = useFormat();
  const { folder, codeSetAt, last, next, drill } = view;
  const makeCode = (): void => run(() => call('backup.newCode', {}), onView);
  return (
    <dl className="backup-facts">
      <Fact name={say('folder')} value={folder ?? say('noFolder')}>
        <Button disabled={busy} onClick={() => run(() => call('backup.chooseFolder', {}), onView)}>
          {say(folder === null ? 'choose' : 'change')}
        </Button>
      </Fact>
      <Fact
        name={say('code')}
        value={codeSetAt === null ? say('noCode') : say('codeSet', { time: time(codeSetAt) })}
      >
        {codeSetAt === null ? (
          <Button disabled={busy} onClick={makeCode}>
            {say('makeCode')}
          </Button>
        ) : (
          <Popconfirm title={say('newCodeSure')} onConfirm={makeCode}>
            <Button disabled={busy}>{say('newCode')}</Button>
          </Popconfirm>
        )}
      </Fact>
      <Fact name={say('last')} value={<Last last={last} />} />
      <Fact name={say('next')} value={next === null ? '—' : say('nextOf', { time: time(next) })} />
      <Keep view={view} onKeep={(keep) => run(() => call('backup.keep', { keep }), onView)} />
      <Fact
        name={say('drill')}
        value={
          drill === null
            ? say('none')
            : say(drill.passed ? 'drillPassed' : 'drillFailed', { time: time(drill.at) })
        }
      />
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
  readonly children?: ReactNode;
}

function Fact({ name, value, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span>{value}</span> {children}
      </dd>
    </div>
  );
}

function Last({ last }: Pick<BackupView, 'last'>) {
  const say = useWords(backupWords);
  const { time } = useFormat();
  if (last === null) return <>{say('none')}</>;
  const { madeAt, size, seq, skipped } = last;
  return (
    <>
      {say('lastOf', { time: time(madeAt), size: sizeWords(size), rows: seq })}
      {skipped > 0 && say('skipped', { count: skipped })}
    </>
  );
}

function Keep({
  view: { keep },
  onKeep,
}: {
  readonly view: BackupView;
  readonly onKeep: (n: number) => void;
}) {
  const say = useWords(backupWords);
  if (keep === null) return null;
  return (
    <Fact
      name={say('keep')}
      value={
        <>
          <InputNumber
            aria-label={say('keep')}
            min={2}
            max={1000}
            precision={0}
            defaultValue={keep}
            onBlur={({ target }) => {
              const typed = Number(target.value);
              if (Number.isInteger(typed) && typed >= 2 && typed <= 1000 && typed !== keep) onKeep(typed);
            }}
          />{' '}
          {say('copies')}
        </>
      }
    />
  );
}

function Actions({ view: { folder, codeSetAt, found }, work: { busy, run }, onView }: PartProps) {
  const say = useWords(backupWords);
  const isReady = folder !== null && codeSetAt !== null;
  const why = whyNot({ folder, codeSetAt, found });
  return (
    <div className="row-end page-foot">
      {why !== null && <span className="secondary">{say(why)}</span>}
      <Button
        disabled={!isReady || busy || (found ?? []).length === 0}
        onClick={() => run(() => call('backup.drill', {}), onView)}
      >
        {say('doDrill')}
      </Button>
      <Button
        type="primary"
        disabled={!isReady}
        loading={busy}
        onClick={() => run(() => call('backup.make', {}), onView)}
      >
        {say('now')}
      </Button>
    </div>
  );
}

/** Why a button of the foot cannot be pressed; null: both can. */
function whyNot({
  folder,
  codeSetAt,
  found,
}: Pick<BackupView, 'folder' | 'codeSetAt' | 'found'>): keyof typeof backupWords | null {
  if (folder === null) return codeSetAt === null ? 'needsBoth' : 'needsFolder';
  if (codeSetAt === null) return 'needsCode';
  if (found === null) return 'folderAway';
  return found.length === 0 ? 'needsBackup' : null;
}

/** The newest of them; all are in the folder. */
const SHOWN = 10;

function Found({ found }: { readonly found: NonNullable<BackupView['found']> }) {
  const say = useWords(backupWords);
  const { time } = useFormat();
  const { language } = usePreferences();
  return (
    <section className="panel">
      <h3 className="section-title">{say('found', { count: found.length })}</h3>
      <ul className="devices">
        {found.slice(0, SHOWN).map(({ madeAt, size, rows, sound, writer }, i) => (
          <li key={i}>
            {say('row', { time: time(madeAt), size: sizeWords(size), rows })}
            {!sound && ` · ${say('broken')}`}
            {writer !== 'us' && ` · ${backupWriterNames[writer][language]}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function sizeWords(octets: number): string {
  const mega = octets / 1024 / 1024;
  return mega < 1 ? `${Math.ceil(octets / 1024)} KB` : `${mega.toFixed(1)} MB`;
}
