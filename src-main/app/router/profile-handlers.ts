/** Calls about parameters of UKeys (docs/adr/0060). A page names a UKey and hears what came of the test; files are chosen and written by main. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CallName } from '../../contract/calls.ts';
import type { ProfilesView, TokenTestView } from '../../contract/profile-calls.ts';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { writeNewFile } from '../../platform/atomic-file.ts';
import { displayName } from '../../platform/display-name.ts';
import { parseProfileFile } from '../../tokens/profile-file.ts';
import { removeProfile, storeProfile } from '../../tokens/profile-store.ts';
import { mechanismText } from '../../tokens/sign-variant.ts';
import { CallRefusal } from '../call-refusal.ts';
import { listProfiles, readProfileFile, testTokenOf, type TestedToken } from '../office/vendor-profiles.ts';
import { withPin } from './ask-pin.ts';
import { aboutNothing } from './change-pin.ts';
import { chosenPlace, folderName, type MainWindow } from './main-window.ts';
import type { Handlers } from './route-call.ts';
import type { RunningApp } from './running-app.ts';

type ProfileCalls = Extract<CallName, 'token.test' | 'token.look' | `profile.${string}`>;

/** A page may be taken over: whose numbers a UKey is asked with is for a person to say, in a window that no page reaches. */
const askProfile = {
  zh: '要采用这份 UKey 参数文件吗？汴印会按里面的编号向 UKey 要签名，并核验每个签名。请只采用自己测试得到的，或发证机构、厂家给的文件：',
  en: 'Take this file of UKey parameters? Bianyin will ask UKeys for signatures by its numbers, and verify each. Take only what you tested yourself, or what came from the issuer or the maker:',
  yes: { zh: '采用', en: 'Take it' },
};

export function profileHandlers(window: MainWindow): Handlers<ProfileCalls> {
  const { running, ports } = window;
  let last: TestedToken | null = null;
  const changed = (change: () => unknown): Promise<ProfilesView> =>
    running.exclusively(async () => {
      await change();
      running.reopen();
      running.tell({ kind: 'tokens.changed' });
      return profilesView(running);
    });
  /** Errors: `vendor-profile-missing`. */
  const tested = (): { file: string; id: string } => {
    const { file, profileId: id } = last ?? { file: null, profileId: null };
    if (file === null || id === null) throw new BianyinError('vendor-profile-missing', { id: '' });
    return { file, id };
  };
  return {
    'token.test': ({ token }) =>
      running.exclusively(async () => {
        last = null;
        last = await withPin(window, token, { action: 'test', subject: aboutNothing }, (actor) =>
          testTokenOf(running.session(), actor),
        );
        return testView(last);
      }),
    'token.look': ({ token }) =>
      running.exclusively(async () => {
        await withPin(window, token, { action: 'look', subject: aboutNothing }, (actor) =>
          running.session().signer().look(actor),
        );
        running.tell({ kind: 'tokens.changed' });
        return {};
      }),
    'profile.list': () => profilesView(running),
    'profile.keep': () => changed(() => storeProfile(running.home, parseProfileFile(tested().file))),
    async 'profile.save'() {
      const { file, id } = tested();
      const target = await chosenPlace(window, join(homedir(), `${id}.json`));
      writeNewFile(target, file);
      return { name: displayName(target), folder: folderName(target) };
    },
    'profile.find': () =>
      changed(async () => {
        const [path] = await ports.chooseFiles({ multiple: false, kind: 'profile' });
        if (path === undefined) throw new CallRefusal('cancelled');
        const profile = readProfileFile(path);
        const subject = `${profile.title} · ${displayName(path)}`;
        if (!(await ports.confirm({ ...askProfile, subject }))) throw new CallRefusal('cancelled');
        storeProfile(running.home, profile);
      }),
    'profile.remove': ({ id }) => changed(() => removeProfile(running.home, id)),
  };
}

function testView({ test: { tried, ended }, isKnown }: TestedToken): TokenTestView {
  return {
    tried: tried.map(({ mechanism, input, identityParameter: hasIdentity, outcome, form, ckr }) => ({
      ...{ number: mechanismText(mechanism), input, hasIdentity, outcome, form, ckr },
    })),
    isCutShort: ended !== null,
    isKnown,
  };
}

function profilesView({ home }: RunningApp): ProfilesView {
  const { profiles, unreadable } = listProfiles(home);
  return {
    profiles: profiles.map(({ profile: { id, title, evidence }, from }) => ({
      ...{ id, title, evidence: evidence.text, isOfPack: from === 'trust-pack' },
    })),
    unreadable: [...unreadable],
  };
}
