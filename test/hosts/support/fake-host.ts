/** The application without any window: a host whose choosers answer what the test says, and whose PIN windows are functions. */
import { onTestFinished } from 'vitest';
import { createApp, type App } from '../../../src-main/app/create-app.ts';
import type { PageConnection, PersonQuestion, WindowPorts } from '../../../src-main/app/ports.ts';
import type { CallInput, CallName, CallOutput } from '../../../src-main/contract/calls.ts';
import type { NumberedEvent } from '../../../src-main/contract/events.ts';
import type { PinAnswer, PinLook, PinQuestion } from '../../../src-main/contract/pin.ts';
import type { CallResult } from '../../../src-main/contract/result.ts';
import type { HomeDirectory } from '../../../src-main/platform/home-directory.ts';

/** Answers a PIN question; `close` is the person closing the window, `tell` the window sending an answer. */
type PinPerson = (
  question: PinQuestion,
  close: () => void,
  tell: (answer: PinAnswer) => Promise<CallResult<unknown>>,
) => PinAnswer | null | Promise<PinAnswer | null>;

export interface FakeHost {
  readonly app: App;
  /** What the next choosers give. */
  files: string[];
  /** Where the next file goes; undefined takes the suggestion. */
  save: string | null | undefined;
  /** What the person says to questions of main's own windows, and which were asked. */
  consents: boolean;
  readonly confirmed: PersonQuestion[];
  /** What takes files for paper; undefined: the host cannot print. */
  printer: WindowPorts['printFile'];
  /** What hands files to the system; undefined: the host cannot. */
  opener: WindowPorts['openFile'];
  person: PinPerson;
  /** What the person does when the PIN is asked for again; null, or nothing set: closes the window. */
  again: ((question: PinQuestion, look: PinLook) => PinAnswer | null) | undefined;
  /** How each further question stood when it was asked. */
  readonly looks: PinLook[];
  readonly questions: PinQuestion[];
  readonly reported: unknown[];
  open(): FakePage;
}

export interface FakePage {
  readonly connection: PageConnection;
  readonly events: NumberedEvent[];
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<CallOutput<N>>>;
  /** The value; fails the test when there is none. */
  value<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The code of the error that must come. */
  code<N extends CallName>(name: N, input: CallInput<N>): Promise<string>;
}

/** An application over a home; it stops with the test. */
export function fakeHost(home: HomeDirectory, now: () => Date = () => new Date()): FakeHost {
  const questions: PinQuestion[] = [];
  const reported: unknown[] = [];
  const app = createApp(
    {
      host: 'chromium',
      now,
      openPinWindow: (connection) => openPin(connection),
      report: (_, error) => void reported.push(error),
    },
    home,
  );
  onTestFinished(() => app.stop());
  const host: FakeHost = {
    app,
    files: [],
    save: undefined,
    ...{ consents: true, confirmed: [] },
    printer: undefined,
    ...{ again: undefined, looks: [] },
    opener: undefined,
    person: () => ({ kind: 'sandbox', confirmedFinal: false }),
    questions,
    reported,
    open: () => openPage(host),
  };
  async function openPin(connection: PageConnection): Promise<{ close(): void }> {
    const described = (await connection.call(true, 'pin.describe', '{}')) as CallResult<PinQuestion>;
    if (!described.ok) throw new Error(described.error.code);
    questions.push(described.value);
    const tell = (given: PinAnswer): Promise<CallResult<unknown>> =>
      connection.call(true, 'pin.answer', JSON.stringify(given));
    const answer = await host.person(described.value, () => connection.close(), tell);
    if (answer) await tell(answer);
    const stop = askedAgain(host, connection, described.value);
    return {
      close() {
        stop();
        connection.close();
      },
    };
  }
  return host;
}

/** A person who is asked again answers as `again` says, or closes the window. */
function askedAgain(host: FakeHost, connection: PageConnection, first: PinQuestion): () => void {
  let round = 1;
  const timer = setInterval(() => {
    void (connection.call(true, 'pin.look', '{}') as Promise<CallResult<PinLook>>).then((look) => {
      if (!look.ok || look.value.round === round || !look.value.isWaiting) return;
      round = look.value.round;
      host.looks.push(look.value);
      const { triesState, triesLeft } = look.value;
      const answer = host.again?.({ ...first, triesState, triesLeft }, look.value) ?? null;
      if (answer === null) connection.close();
      else void connection.call(true, 'pin.answer', JSON.stringify(answer));
    });
  }, 50);
  return () => clearInterval(timer);
}

function openPage(host: FakeHost): FakePage {
  const events: NumberedEvent[] = [];
  const connection = host.app.connect({
    send: (event) => void events.push(event),
    chooseFiles: () => Promise.resolve(host.files),
    chooseSave: (suggested) => Promise.resolve(host.save === undefined ? suggested : host.save),
    confirm(question) {
      host.confirmed.push(question);
      return Promise.resolve(host.consents);
    },
    printFile: host.printer,
    openFile: host.opener,
  });
  const call = <N extends CallName>(name: N, input: CallInput<N>): Promise<CallResult<CallOutput<N>>> =>
    connection.call(true, name, JSON.stringify(input)) as Promise<CallResult<CallOutput<N>>>;
  return {
    connection,
    events,
    call,
    async value(name, input) {
      const result = await call(name, input);
      if (!result.ok)
        throw new Error(`${name}: ${JSON.stringify(result.error)}`, { cause: host.reported.at(-1) });
      return result.value;
    },
    async code(name, input) {
      const result = await call(name, input);
      return result.ok ? 'ok' : result.error.code;
    },
  };
}
