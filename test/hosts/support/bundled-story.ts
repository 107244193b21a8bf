/** Runs from the bundle: a sandbox, a search, an inspection and a verification, through every worker that a home needs. Prints JSON. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { initSandbox } from '../../../src-main/app/office/sandbox-setup.ts';
import { openAppSession } from '../../../src-main/app/session.ts';
import { homeDirectory } from '../../../src-main/platform/home-directory.ts';
import { searchKeyword } from '../../../src-main/text-search/search-keyword.ts';

const [folder = '', file = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const home = homeDirectory(join(folder, 'home'));
const made = await initSandbox(home, () => new Date());
const session = openAppSession(home);
const tokens = await session.signer().listTokens();
const { pageCount } = await session.documents.inspect(file);
const { hits } = await searchKeyword({ file, keyword: 'Contract', pages: null });
session.stop();
console.log(JSON.stringify({ made: made.length, tokens: tokens.length, pageCount, hits: hits.length }));
