/**
 * `npm run demo`: the whole story on this machine, with no network. A sandbox city issues an enterprise its five seals on
 * software UKeys; a contract is submitted, approved, sealed and verified; finance and the legal representative seal after;
 * one changed byte turns the verdict red. Everything it makes stays in `out/`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractPdf } from '../../src-main/sandbox/sample-contract/contract-pdf.ts';
import { bianyin, chapter, runQuietly, say } from './story.ts';

const out = fileURLToPath(new URL('../../out/', import.meta.url));
const home = 'home';
const inHome = ['--home', home];
const pin = (token: string): string[] => ['--token', token, '--pin-file', join(home, 'pins', `${token}.pin`)];

/** Requests a seal, lets the named tokens approve, and applies it. */
function seal(file: string, output: string, options: string[], approvers: string[], keeper: string): void {
  const created = bianyin(out, ['request', 'new', file, ...options, ...inHome]);
  const id = /YY-\d{2}-\d{8}-\d{4}/.exec(created.output)?.[0] ?? '';
  if (approvers.length > 1) {
    say('\n还没有人审批，先试着盖章，会被拒绝：');
    bianyin(out, ['seal', 'apply', id, ...pin(keeper), '--out', output, ...inHome], 2);
    say('');
  }
  for (const token of approvers) bianyin(out, ['request', 'approve', id, ...pin(token), ...inHome]);
  bianyin(out, ['seal', 'apply', id, ...pin(keeper), '--out', output, ...inHome]);
}

function prepareFolder(): void {
  for (const name of [
    'home',
    'contract.pdf',
    'contract-sealed.pdf',
    'contract-finance.pdf',
    'contract-final.pdf',
  ]) {
    rmSync(join(out, name), { recursive: true, force: true });
  }
  for (const name of ['contract-tampered.pdf', 'pages', 'verification.txt', 'verification.json']) {
    rmSync(join(out, name), { recursive: true, force: true });
  }
  mkdirSync(join(out, 'pages'), { recursive: true });
}

/** Changes one character of the first page's content, keeping the length: the smallest forgery there is. */
function tamper(source: string, target: string): void {
  const bytes = readFileSync(join(out, source));
  const at = bytes.indexOf('/MediaBox');
  const digit = bytes.indexOf('5', at);
  bytes[digit] = '6'.charCodeAt(0);
  writeFileSync(join(out, target), bytes);
}

prepareFolder();
chapter('1 · 沙箱城市给企业制作五枚印章，装进（软件）UKey');
bianyin(out, ['sandbox', 'init', ...inHome]);
bianyin(out, ['seal', 'list', ...inHome]);
bianyin(out, ['policy', 'show', ...inHome]);

chapter('2 · 一份合同，12.8 万元：盖合同专用章（按关键字）和骑缝章');
writeFileSync(join(out, 'contract.pdf'), await contractPdf(new Date()));
const contract = [
  '--seal',
  '04',
  '--keyword',
  '盖章处',
  '--seam',
  'right',
  '--purpose',
  '古城文旅节展陈服务合同签订',
];
const counterparty = ['--counterparty', '河南中州展览工程有限公司', '--amount', '128000'];
const approvers = ['soft-department', 'soft-counsel', 'soft-finance-lead'];
seal('contract.pdf', 'contract-sealed.pdf', [...contract, ...counterparty], approvers, 'soft-keeper');
bianyin(out, ['verify', 'contract-sealed.pdf', ...inHome]);

chapter('3 · 首付款 3.84 万元：财务专用章与法定代表人章，由两个人分别盖；先盖的章仍然有效');
const payment = ['--matter', 'payment', '--amount', '38400', '--purpose', '合同首付款确认'];
const finance = ['--seal', '02', '--at', 'page=last,x=80mm,y=223mm', ...payment];
seal('contract-sealed.pdf', 'contract-finance.pdf', finance, ['soft-finance-lead'], 'soft-cashier');
const legal = ['--seal', '05', '--at', 'page=last,x=112mm,y=223mm', ...payment];
seal('contract-finance.pdf', 'contract-final.pdf', legal, ['soft-finance-lead'], 'soft-legal');

chapter('4 · 离线验章');
const text = bianyin(out, ['verify', 'contract-final.pdf', ...inHome]);
writeFileSync(join(out, 'verification.txt'), text.output);
const json = runQuietly(out, ['verify', 'contract-final.pdf', '--json', ...inHome]);
writeFileSync(join(out, 'verification.json'), json.output);

chapter('5 · 改动一个字节');
tamper('contract-final.pdf', 'contract-tampered.pdf');
bianyin(out, ['verify', 'contract-tampered.pdf', ...inHome], 1);

chapter('6 · 换一台不认识沙箱的机器：印章没有被改，但机构不被信任');
bianyin(out, ['verify', 'contract-final.pdf', '--home', 'elsewhere'], 3);

chapter('7 · 用印登记簿');
bianyin(out, ['journal', 'list', ...inHome]);
bianyin(out, ['journal', 'verify', ...inHome]);

const pages = spawnSync('pdftoppm', ['-r', '110', '-png', 'contract-final.pdf', 'pages/page'], { cwd: out });
if (pages.status !== 0) throw new Error('pdftoppm failed');
say(`\n结果在 out/：contract-final.pdf、verification.txt、verification.json、pages/*.png`);
