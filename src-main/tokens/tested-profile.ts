/** The vendor profile that a test of a token comes to. It holds nothing of the person: neither label nor serial number, nor whose certificate it was. */
import type { TokenTest } from '../signer/answers.ts';
import type { NewProfile } from './profile-file.ts';

const rank = { digest: 0, 'za-message': 1, message: 2 } as const;

/** Null where nothing worked. `day`: when it was tested, `2026-12-01`. */
export function testedProfile(
  { library, manufacturer, model, tried }: TokenTest,
  day: string,
): NewProfile | null {
  const ways = tried
    .filter(({ outcome }) => outcome === 'works')
    // A digest that is computed here leaves the driver the least to differ in; what the driver names itself comes before what it does not.
    .toSorted((a, b) => Number(a.isUnlisted) - Number(b.isUnlisted) || rank[a.input] - rank[b.input])
    .slice(0, 16);
  const [first] = ways;
  if (!first) return null;
  const maker = shown([manufacturer, model].join(' ')) || library;
  return {
    id: `tested-${stem(library)}`,
    title: maker,
    evidence: { mark: 'run', text: shown(`token test ${day}: ${library}, ${maker}`) },
    match: {
      library: [library.toLowerCase().slice(0, 64)].filter((text) => text.length >= 3),
      manufacturer: [],
    },
    sign: ways.map(({ mechanism, input, identityParameter, isUnlisted }) => ({
      mechanism,
      input,
      identityParameter,
      isUnlisted,
    })),
  };
}

function stem(library: string): string {
  const plain = library
    .toLowerCase()
    .replace(/\.(dll|so|dylib)(\.[0-9.]*)?$/u, '')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '');
  return plain.slice(0, 40).replace(/-+$/u, '') || 'driver';
}

/** Whatever a driver says of itself, as one line. */
function shown(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 200);
}
