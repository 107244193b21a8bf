/** From checked files to what a request over a list is made of; a file that is refused, or has no place, is none. */
import type { ListItem } from '../requests/draft-list.ts';
import type { CheckedFile } from './check-list.ts';

export function itemOfFile(file: CheckedFile): ListItem | null {
  if (file.state === 'refused' || file.path === null || file.placements.length === 0) return null;
  const { path, placements, counterparty, amount, currency, number, numbers } = file;
  return {
    ...{ file: path, placements },
    ...(counterparty === null ? {} : { counterparty }),
    ...(amount === null ? {} : { amount, currency: currency ?? 'CNY' }),
    ...(number === null ? {} : { reference: number }),
    ...(numbers.length === 0 ? {} : { numbers }),
  };
}
