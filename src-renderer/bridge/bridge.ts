/** The one file that touches `window.bianyin`: typed calls that throw a CallFailure, the stream of events, ranges of documents. */
import type { PageBridge } from '../../src-main/contract/bridge.ts';
import type { CallInput, CallName, CallOutput } from '../../src-main/contract/calls.ts';
import type { DecidedCode } from '../../src-main/contract/decided-codes.ts';
import type { AppEvent } from '../../src-main/contract/events.ts';
import type { CallError } from '../../src-main/contract/result.ts';

declare global {
  interface Window {
    readonly bianyin: PageBridge;
  }
}

/** A call that ended with a code of the contract; error-notice.tsx turns it into a sentence. */
export class CallFailure extends Error {
  readonly error: CallError;

  constructor(error: CallError) {
    super(error.code);
    this.name = 'CallFailure';
    this.error = error;
  }
}

/** Whether a call ended with a code that it is decided by; which these are is in the contract. */
export function endedWith<N extends CallName>(error: unknown, _call: N, code: DecidedCode<N>): boolean {
  return error instanceof CallFailure && error.error.code === code;
}

/** Octets that one read may ask for (contract: MAX_READ). */
const LARGEST_READ = 1024 * 1024;

export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const result = await window.bianyin.call(name, JSON.stringify(input));
  if (!result.ok) throw new CallFailure(result.error);
  // The application checks its own output against the contract before it leaves.
  return result.value as CallOutput<N>;
}

/** Listens to one kind of event; returns how to stop. */
export function listen<K extends AppEvent['kind']>(
  kind: K,
  onEvent: (event: Extract<AppEvent, { kind: K }>) => void,
): () => void {
  return window.bianyin.listen(({ event }) => {
    if (event.kind === kind) onEvent(event as Extract<AppEvent, { kind: K }>);
  });
}

/** Octets of a document, in as many reads as the contract asks for; fewer at its end. */
export async function readDocument(document: string, offset: number, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let done = 0; done < length;) {
    const wanted = Math.min(LARGEST_READ, length - done);
    const { data } = await call('document.read', { document, offset: offset + done, length: wanted });
    const piece = octetsOf(data);
    if (piece.length === 0) break;
    pieces.push(piece);
    done += piece.length;
  }
  return joined(pieces);
}

/** What is put behind a document so that its pages are found at once (contract/page-tree-calls.ts); may be empty. */
export async function readPageTree(document: string): Promise<Uint8Array> {
  return octetsOf((await call('document.pageTree', { document })).data);
}

/** ECMAScript 2026. */
const native = Uint8Array as { fromBase64?: (text: string) => Uint8Array };

/** Base64 as octets, without a piece of garbage for each of them; a Chromium before 140 makes a second text of it on the way. */
function octetsOf(base64: string): Uint8Array {
  if (native.fromBase64) return native.fromBase64(base64);
  const text = atob(base64);
  const octets = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) octets[at] = text.charCodeAt(at);
  return octets;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only, ...more] = pieces;
  if (only && more.length === 0) return only;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
