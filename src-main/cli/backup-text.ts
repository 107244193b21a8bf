/** Backups in words for the terminal. */
import type { BackupOverview } from '../app/backup/backups.ts';
import type { BackupNotice } from '../domain/backup-due.ts';
import { backupWriterNames, type BackupWriter } from '../domain/backup-writer.ts';
import { backupNoticeText } from '../domain/backup-text.ts';
import { chinaTimeText } from '../domain/instant.ts';

const at = (time: string | null | undefined): string =>
  time === null || time === undefined ? '无' : chinaTimeText(new Date(time), 'zh');

export function sizeText(octets: number): string {
  return octets < 1024 * 1024
    ? `${Math.ceil(octets / 1024)} KiB`
    : `${(octets / 1024 / 1024).toFixed(1)} MiB`;
}

export function stateLines({ plan, codeSetAt, last, next, drill, notices }: BackupOverview): string[] {
  const drilled = drill === null ? '无' : `${at(drill.at)}（${drill.code === null ? '通过' : '没有通过'}）`;
  return [
    `备份到　${plan?.folder ?? '还没有选'}`,
    `保留　${plan ? `${plan.keep} 份` : '—'}`,
    `恢复码　${codeSetAt === null ? '还没有设定' : `${at(codeSetAt)} 设定`}`,
    `上次备份　${last ? `${at(last.madeAt)}　${sizeText(last.size)}　登记簿到第 ${last.seq} 条` : '无'}`,
    `下次备份　${next === null ? '—' : `${at(next)} 以后，程序开着时`}`,
    `上次演练　${drilled}`,
    ...notices.map(noticeLine),
  ];
}

/** Empty for one that is ours. */
export function writerText(writer: BackupWriter): string {
  return writer === 'us' ? '' : `${backupWriterNames[writer].zh}　`;
}

export function noticeLine(notice: BackupNotice): string {
  return `注意　${backupNoticeText(notice, 'zh')}`;
}
