/** What an oracle reports: one line for each thing it looked at. */

export interface InteropCheck {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What was expected and what came, or why it was skipped. */
  readonly detail: string;
}

/** Passed when both are the same text. */
export function compare(name: string, expected: string, actual: string | undefined): InteropCheck {
  const same = actual === expected;
  return {
    name,
    outcome: same ? 'passed' : 'failed',
    detail: same ? expected : `expected ${expected}, got ${actual ?? 'nothing'}`,
  };
}

export function skipped(name: string, why: string): InteropCheck {
  return { name, outcome: 'skipped', detail: why };
}

/** Another program that reads what this project writes. It prepares itself, and says so when it cannot. */
export interface Oracle {
  readonly name: string;
  /** `directory` is empty and its own; it is removed afterwards. */
  run(directory: string): Promise<readonly InteropCheck[]>;
}
