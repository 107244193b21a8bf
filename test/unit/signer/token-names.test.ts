/** What tokens are called when labels are shared, empty or unreadable, and which one a name means. */
import { expect, test } from 'vitest';
import { placesNamed, tokenNames, type Nameable } from '../../../src-main/signer/pkcs11/token-names.ts';

const token = (label: string, serial: string, slotNumber = 0): Nameable => ({
  ...{ label, serial, slotNumber },
  ...{ manufacturer: '某厂', model: 'GM3000' },
});

test.each<[string, Nameable[], string[]]>([
  ['labels of their own', [token('甲', '1'), token('乙', '2')], ['甲', '乙']],
  [
    'a shared label',
    [token('ePass', '1'), token('ePass', '2'), token('乙', '3')],
    ['ePass · 1', 'ePass · 2', '乙'],
  ],
  [
    'a shared label and number',
    [token('ePass', '1', 4), token('ePass', '1', 5)],
    ['ePass · 1 · #4', 'ePass · 1 · #5'],
  ],
  [
    'a shared label, no numbers',
    [token('ePass', '', 4), token('ePass', ' ', 5)],
    ['ePass · #4', 'ePass · #5'],
  ],
  ['no label: the model, with the number', [token('', '1'), token('乙', '2')], ['GM3000 · 1', '乙']],
  [
    'a label that is the model of one without',
    [token('GM3000', '1'), token('', '2')],
    ['GM3000 · 1', 'GM3000 · 2'],
  ],
  ['octets that are no text', [token('\ufffd\ufffd', '1')], ['GM3000 · 1']],
  ['marks that nobody sees', [token('甲\u200b', '1'), token('甲', '2')], ['甲 · 1', '甲 · 2']],
  [
    'a label that looks like a name',
    [token('ePass', '1'), token('ePass', '2'), token('ePass · 1', '9')],
    ['ePass · 1 · #0', 'ePass · 2', 'ePass · 1 · 9 · #0'],
  ],
])('%s', (_, tokens, names) => {
  expect(tokenNames(tokens)).toEqual(names);
});

test('a name means the token that it was given to, also when the others are gone or have come', () => {
  const [one, two] = [token('ePass', '1'), token('ePass', '2')];
  expect(placesNamed([one, two], 'ePass · 2')).toEqual([1]);
  expect(placesNamed([two], 'ePass · 2')).toEqual([0]);
  expect(placesNamed([two], 'ePass')).toEqual([0]);
  expect(placesNamed([one], 'ePass · 2')).toEqual([]);
});

test('a label that several have means all of them: nobody guesses which', () => {
  expect(placesNamed([token('ePass', '1'), token('ePass', '2')], 'ePass')).toEqual([0, 1]);
});
