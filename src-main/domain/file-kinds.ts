/** What a person can be asked to choose, with the endings by which choosers find it. Whoever asked judges what came. */

interface FileKindEntry {
  readonly zh: string;
  readonly en: string;
  /** Without the dot, small letters; none: any file. */
  readonly extensions: readonly string[];
}

export const fileKinds = Object.freeze({
  document: { zh: 'PDF 文件', en: 'PDF files', extensions: ['pdf'] },
  list: { zh: '清单（Excel、CSV）', en: 'Lists (Excel, CSV)', extensions: ['xlsx', 'xlsm', 'csv', 'txt'] },
  pack: { zh: '信任文件包', en: 'Trust packs', extensions: ['btp'] },
  /** What a city hands out: packs, certificates, revocation lists, states of seals. */
  trust: {
    zh: '信任文件、证书和吊销列表',
    en: 'Trust packs, certificates and revocation lists',
    extensions: ['btp', 'cer', 'crt', 'der', 'pem', 'crl', 'ors', 'ocsp', 'json'],
  },
  certificate: { zh: '证书', en: 'Certificates', extensions: ['cer', 'crt', 'der', 'pem'] },
  backup: { zh: '备份', en: 'Backups', extensions: ['bybackup'] },
  profile: { zh: 'UKey 参数文件', en: 'UKey parameters', extensions: ['json'] },
  driver: { zh: 'UKey 驱动库', en: 'UKey drivers', extensions: ['so', 'dll', 'dylib'] },
}) satisfies Readonly<Record<string, FileKindEntry>>;

export type FileKind = keyof typeof fileKinds;
