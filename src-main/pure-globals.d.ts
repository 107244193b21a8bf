/**
 * What the pure folders may use besides ECMAScript itself: text coding, nothing else.
 * They compile without Node types and without DOM types (tsconfig.pure.json).
 */
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array): string;
}
