/**
 * Statements and certificates that were opened before. One listing opens the same hundreds of texts, and each costs a parse, a schema and an
 * SM2 verification. The question is the whole of what was signed (digest of the text, signature, certificate), so that an answer can only
 * ever be given to exactly the same statement; what is kept is frozen, and nothing of it says whether its signer may be believed.
 */

/** Bounded; the oldest goes first. A value is some kilobytes. */
export class KnownAnswers<T> {
  readonly #most: number;
  readonly #known = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer of `work`, which must depend on the question alone; computed once while it is remembered. What throws is not kept. */
  answer(question: string, work: () => T): T {
    const before = this.#known.get(question);
    if (before !== undefined) return before;
    const answer = deepFreeze(work());
    const [oldest] = this.#known.keys();
    if (this.#known.size >= this.#most && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(question, answer);
    return answer;
  }
}

/** Freezes everything but octets, which JavaScript cannot freeze. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
