/** Entry of the search process: finds words in one file, or gives its text. It has no keys and needs no network. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { serveRequests, type Ask } from '../platform/worker-main.ts';
import { findKeyword } from './find-keyword.ts';
import { readPdfText } from './pdf-text.ts';
import { MAX_HITS, MAX_TEXT, searchQuestion } from './search-messages.ts';
import type { SearchAnswer, SearchProgress, SearchQuestion, TextAnswer } from './search-messages.ts';

/** Pages between two words about how far it is. */
const STRIDE = 10;

async function search(question: SearchQuestion, ask: Ask): Promise<SearchAnswer | TextAnswer> {
  const { keyword } = question;
  const fd = openSync(question.file, 'r');
  try {
    if (keyword === null) return await allText(fd, question.pages);
    const hits: KeywordHit[] = [];
    let done = 0;
    for await (const { page, geometry, runs, of } of readPdfText(fd, fstatSync(fd).size, question.pages)) {
      hits.push(...findKeyword(page, geometry, runs, keyword));
      done += 1;
      const isToldNow = done % STRIDE === 0 || done === of;
      if (hits.length >= MAX_HITS || (isToldNow && !(await mayGoOn({ done, of }, ask)))) break;
    }
    return { hits: hits.slice(0, MAX_HITS) };
  } finally {
    closeSync(fd);
  }
}

/** False when nobody wants the answer any more. */
async function mayGoOn(progress: SearchProgress, ask: Ask): Promise<boolean> {
  return (await ask(progress)) !== false;
}

async function allText(fd: number, pages: SearchQuestion['pages']): Promise<TextAnswer> {
  let found = '';
  for await (const { runs } of readPdfText(fd, fstatSync(fd).size, pages)) {
    found += runs.map(({ str }) => str).join('');
    if (found.length >= MAX_TEXT) break;
  }
  return { text: found.slice(0, MAX_TEXT) };
}

serveRequests((message, ask) => search(searchQuestion.parse(message), ask));
