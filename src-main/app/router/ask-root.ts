/**
 * A root is trusted by the word of a person who has compared it, and a page may be taken over: main asks in a window that no page
 * reaches, with the digest as main has computed it (as for the time-stamp service).
 */
import { CallRefusal } from '../call-refusal.ts';
import type { PersonQuestion, WindowPorts } from '../ports.ts';

export interface AskedRoot {
  readonly name: string;
  readonly organisation: string;
  /** SM3 of the certificate, hexadecimal. */
  readonly sm3: string;
}

const words = {
  zh: '本机将信任下面的根证书，以后由它说谁的印章是真的。请与发布单位公布的指纹逐组核对：',
  en: 'This machine is about to trust this root: it will say whose seals are genuine. Compare each group with what the publisher gives:',
  yes: { zh: '一致，信任', en: 'The same: trust it' },
};

/** One question for each. Errors: `cancelled` with the first that the person does not know. */
export async function askRoots(
  { confirm }: Pick<WindowPorts, 'confirm'>,
  roots: readonly AskedRoot[],
): Promise<void> {
  for (const root of roots) {
    if (!(await confirm(rootQuestion(root)))) throw new CallRefusal('cancelled');
  }
}

/** The digest stands first, so that no name pushes it out of sight. */
function rootQuestion({ name, organisation, sm3 }: AskedRoot): PersonQuestion {
  const groups = sm3.match(/.{1,8}/g)?.join(' ') ?? '';
  return { ...words, subject: `SM3 ${groups} · ${name.slice(0, 60)} · ${organisation.slice(0, 60)}` };
}
