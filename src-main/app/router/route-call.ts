/**
 * The one door from pages into the application. In this order: sender → name → size → schema → permission → service. What
 * comes out is a value of the declared shape or a code of the closed union; never an exception, a path or vendor text.
 */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { calls, type Call, type CallName, type PageKind } from '../../contract/calls.ts';
import type { CallError, CallResult } from '../../contract/result.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { CallRefusal } from '../call-refusal.ts';

/** The service of a call: gets what the schema let through. */
export type Handler = (input: unknown) => unknown;
/** A value that may as well be made of readonly parts. */
export type Shown<T> = T extends readonly (infer E)[]
  ? readonly Shown<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Shown<T[K]> }
    : T;
/** What a call shows before its schema has looked at it. */
export type Answer<N extends CallName> = Shown<z.input<(typeof calls)[N]['output']>>;
/** Typed as the contract says: name → service. */
export type Handlers<N extends CallName> = {
  readonly [K in N]: (input: z.output<(typeof calls)[K]['input']>) => Answer<K> | Promise<Answer<K>>;
};

export interface Route {
  readonly page: PageKind;
  readonly handlers: Readonly<Partial<Record<CallName, Handler>>>;
  readonly report: (diagnostic: string, error: unknown) => void;
}

/** `trusted` is the host's word on the sender; `name` and `input` are whatever the page sent. Never rejects. */
export async function routeCall(
  route: Route,
  trusted: boolean,
  name: unknown,
  input: unknown,
): Promise<CallResult<unknown>> {
  try {
    if (!trusted) throw new CallRefusal('forbidden');
    const call = knownCall(name);
    const value = readInput(call, input);
    const handler = call.page === route.page ? route.handlers[name as CallName] : undefined;
    if (!handler) throw new CallRefusal('forbidden');
    // Unknown keys of views are stripped here: a service cannot show more than the contract names.
    return { ok: true, value: call.output.parse(await handler(value)) };
  } catch (error) {
    return { ok: false, error: errorFor(error, route) };
  }
}

function knownCall(name: unknown): Call {
  if (typeof name === 'string' && Object.hasOwn(calls, name)) return calls[name as CallName];
  throw new CallRefusal('unknown-name');
}

function readInput(call: Call, text: unknown): unknown {
  if (typeof text !== 'string') throw new CallRefusal('bad-input', { field: 'JSON' });
  if (text.length > call.maxInput) throw new CallRefusal('too-large');
  const parsed = call.input.safeParse(json(text));
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new CallRefusal('bad-input', { field: field.slice(0, 60) || 'JSON' });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CallRefusal('bad-input', { field: 'JSON' });
  }
}

function errorFor(error: unknown, route: Route): CallError {
  if (error instanceof CallRefusal || error instanceof BianyinError) {
    return { code: error.code, detail: { ...error.detail } };
  }
  const diagnostic = randomUUID().slice(0, 8);
  route.report(diagnostic, error);
  return { code: 'internal', detail: { diagnostic } };
}
