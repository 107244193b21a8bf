/** GeneralName (RFC 5280 §4.2.1.6), as far as name constraints and distribution points look into it. */
import { derMalformed, expectTag, readSequence, readString, withTag, type DerNode } from '../crypto/der.ts';
import { readName, type Name } from './name.ts';

export type GeneralName =
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'other'; readonly tag: number; readonly der: Uint8Array };

const textKinds: Readonly<Record<number, 'email' | 'dns' | 'uri'>> = Object.freeze({
  0x81: 'email',
  0x82: 'dns',
  0x86: 'uri',
});

/** Names are compared with constraints one by one; a certificate of a thousand names is no honest one. */
export const maxNames = 1000;

/** Reads one GeneralName; kinds nobody here compares are kept as `other`. Throws `der-malformed`. */
export function readGeneralName(node: DerNode | undefined): GeneralName {
  if (!node) throw derMalformed('GeneralName missing', 0);
  const text = textKinds[node.tag];
  if (text) return { kind: text, text: readString(withTag(node, 0x16)) };
  if (node.tag === 0x87) return { kind: 'ip', octets: node.content };
  if (node.tag !== 0xa4) return { kind: 'other', tag: node.tag, der: node.bytes };
  const [name, ...rest] = expectTag(node, 0xa4).children();
  if (rest.length > 0) throw derMalformed('bad directoryName', node.offset);
  return { kind: 'directory', name: readName(name) };
}

/** GeneralNames: the members of a SEQUENCE, or of whatever implicit tag it has. */
export function readGeneralNames(node: DerNode | undefined, tag = 0x30): readonly GeneralName[] {
  const parts = readSequence(node, tag);
  if (parts.length > maxNames) throw derMalformed('too many names', node?.offset ?? 0);
  return parts.map(readGeneralName);
}
