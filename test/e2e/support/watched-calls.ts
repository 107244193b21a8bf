/** What the page of a window asks the application for: which octets of documents, and how its calls end. */
import type { PageConnection } from '../../../src-main/app/ports.ts';
import type { CallResult } from '../../../src-main/contract/result.ts';

export interface Range {
  readonly offset: number;
  readonly length: number;
}

export interface WatchedCalls {
  /** For DeskOptions. */
  readonly onConnection: (connection: PageConnection) => void;
  /** What was asked for since the last `forget`. */
  readonly reads: readonly Range[];
  /** Codes with which calls of a name were refused since the last `forget`. */
  refusals(name: string): readonly string[];
  forget(): void;
  /** Done when the next call of this name has been answered, before the page hears of it. */
  after(name: string, act: () => void): void;
}

export function watchCalls(): WatchedCalls {
  const reads: Range[] = [];
  const refused: { readonly name: string; readonly code: string }[] = [];
  const acts = new Map<string, () => void>();
  const note = (name: string, input: string, result: CallResult<unknown>): void => {
    if (name === 'document.read') reads.push(JSON.parse(input) as Range);
    if (!result.ok) refused.push({ name, code: result.error.code });
    acts.get(name)?.();
    acts.delete(name);
  };
  return {
    onConnection(connection) {
      const call = connection.call.bind(connection);
      const watched: PageConnection['call'] = async (trusted, name, input) => {
        const result = await call(trusted, name, input);
        note(String(name), String(input), result);
        return result;
      };
      Object.assign(connection, { call: watched });
    },
    reads,
    refusals: (wanted) => refused.filter(({ name }) => name === wanted).map(({ code }) => code),
    forget() {
      reads.length = 0;
      refused.length = 0;
    },
    after: (name, act) => void acts.set(name, act),
  };
}

/** Octets that were asked for. */
export function octetsOf(reads: readonly Range[]): number {
  return reads.reduce((sum, { length }) => sum + length, 0);
}
