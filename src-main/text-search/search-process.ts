/** Entry of the search process: finds words in one file, or gives its text. It has no keys and needs no network. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { KeywordHit } from '../domain/placement-keyword.ts';
import { serveRequests } from '../platform/worker-main.ts';
import { findKeyword } from './find-keyword.ts';
import { readPdfText } from './pdf-text.ts';
import { MAX_HITS, MAX_TEXT, searchQuestion } from './search-messages.ts';
import type { SearchAnswer, SearchQuestion, TextAnswer } from './search-messages.ts';

async function search(question: SearchQuestion): Promise<SearchAnswer | TextAnswer> {
  const { keyword } = question;
  const fd = openSync(question.file, 'r');
  try {
    if (keyword === null) return await allText(fd, question.pages);
    const hits: KeywordHit[] = [];
    for await (const { page, geometry, runs } of readPdfText(fd, fstatSync(fd).size, question.pages)) {
      hits.push(...findKeyword(page, geometry, runs, keyword));
      if (hits.length >= MAX_HITS) break;
    }
    return { hits: hits.slice(0, MAX_HITS) };
  } finally {
    closeSync(fd);
  }
}

async function allText(fd: number, pages: SearchQuestion['pages']): Promise<TextAnswer> {
  let found = '';
  for await (const { runs } of readPdfText(fd, fstatSync(fd).size, pages)) {
    found += runs.map(({ str }) => str).join('');
    if (found.length >= MAX_TEXT) break;
  }
  return { text: found.slice(0, MAX_TEXT) };
}

serveRequests((message) => search(searchQuestion.parse(message)));
