/**
 * Asking a driver which tokens there are, so that no screen waits for it: an answer comes in a few seconds, even if it is that the driver
 * is silent; and a driver that crashed or hung is left alone for a while, unless a person asks.
 */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { failedWith } from '../domain/errors/failed-with.ts';

/** Asks the signer; `onAsked` once the question is under way, and not behind a sealing. */
export type AskDriver<T> = (onAsked: () => void) => Promise<T>;

export interface PatienceTimes {
  /** Until it is said that the driver is silent, ms; it is waited for all the same. */
  readonly silentAfterMs: number;
  /** For how long a driver that crashed or hung is not asked, at first and at most, ms; it doubles. */
  readonly restMs: number;
  readonly longestRestMs: number;
}

const patienceTimes: PatienceTimes = Object.freeze({
  silentAfterMs: 5_000,
  restMs: 6_000,
  longestRestMs: 300_000,
});

export interface PatientListing<T> {
  /** Errors: `token-driver-silent`, and those of the driver: the last one again while it rests. */
  list(): Promise<T>;
  /** A person asks: a driver that rests is asked too. */
  listNow(): Promise<T>;
}

/** How long a driver is left alone that crashed or hung; one for all questions that it is asked. */
export class DriverRest {
  readonly #times: PatienceTimes;
  #ms = 0;
  #resting: { readonly until: number; readonly error: Error } | undefined;

  constructor(times: PatienceTimes = patienceTimes) {
    this.#times = times;
  }

  get times(): PatienceTimes {
    return this.#times;
  }

  /** Why it is left alone now; undefined: it may be asked. */
  get error(): Error | undefined {
    return this.#resting && performance.now() < this.#resting.until ? this.#resting.error : undefined;
  }

  works(): void {
    [this.#ms, this.#resting] = [0, undefined];
  }

  failed(error: unknown): void {
    if (!isLost(error)) return;
    const { restMs, longestRestMs } = this.#times;
    this.#ms = Math.min(this.#ms === 0 ? restMs : this.#ms * 2, longestRestMs);
    this.#resting = { until: performance.now() + this.#ms, error: asError(error) };
  }
}

/** One question at a time: whoever asks meanwhile hears the same answer. */
export function patientListing<T>(ask: AskDriver<T>, rest: DriverRest = new DriverRest()): PatientListing<T> {
  let asking: { readonly answer: Promise<T>; readonly begun: Promise<void> } | undefined;

  function begin(): NonNullable<typeof asking> {
    let onAsked = (): void => undefined;
    const begun = new Promise<void>((resolve) => (onAsked = resolve));
    const answer = ask(onAsked).then(
      (value) => {
        asking = undefined;
        rest.works();
        return value;
      },
      (said: unknown) => {
        const error = asDriverError(said);
        asking = undefined;
        rest.failed(error);
        throw error;
      },
    );
    // Whoever waits hears of it below; nobody need be waiting any more.
    answer.catch(() => undefined);
    return { answer, begun };
  }

  function listNow(): Promise<T> {
    asking ??= begin();
    return unlessSilent(asking.answer, asking.begun, rest.times.silentAfterMs);
  }

  return {
    listNow,
    list() {
      const { error } = rest;
      return !asking && error ? Promise.reject(error) : listNow();
    },
  };
}

/** A signer that ends or stays silent over a listing does so in the driver: it does nothing else then. */
function asDriverError(error: unknown): unknown {
  if (failedWith(error, 'worker-lost')) return new BianyinError('token-driver-crashed', {}, { cause: error });
  if (failedWith(error, 'worker-timeout')) return new BianyinError('token-driver-hung', {}, { cause: error });
  return error;
}

function isLost(error: unknown): boolean {
  return failedWith(error, 'token-driver-crashed') || failedWith(error, 'token-driver-hung');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function unlessSilent<T>(answer: Promise<T>, begun: Promise<void>, afterMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silent = begun.then(
    () =>
      new Promise<never>((_, reject) => {
        const error = new BianyinError('token-driver-silent', { seconds: Math.ceil(afterMs / 1000) });
        timer = setTimeout(() => reject(error), afterMs);
      }),
  );
  return Promise.race([answer, silent]).finally(() => clearTimeout(timer));
}
