/** `bianyin token change-pin|unblock`: a new user PIN, with the one before or with the administrator's. Register and home have no part in it. */
import type { Command } from 'commander';
import { BianyinError } from '../../domain/errors/bianyin-error.ts';
import { forgetSandboxPin } from '../../app/office/sandbox-pin.ts';
import type { AppSession } from '../../app/session.ts';
import type { PinChange } from '../../tokens/signer-client.ts';
import { readPin, type PinOptions } from '../pin-input.ts';
import { actorFrom, addTokenOptions, runCommand, type TokenOptions } from '../run-command.ts';

type PinChangeOptions = TokenOptions & { readonly newPinFile?: string };

const fromFile = ['--new-pin-file <文件>', '从文件第一行读新 PIN'] as const;

export function addPinCommands(command: Command): void {
  addTokenOptions(command.command('change-pin').description('修改 UKey 的 PIN：先输入现在的，再输入两次新的'))
    .option(...fromFile)
    .action((options: PinChangeOptions) =>
      runCommand(options, async (session) => {
        const { pin } = await actorFrom(session, options);
        return changed(session, options, { by: 'user', pin: required(pin) });
      }),
    );
  addTokenOptions(
    command.command('unblock').description('PIN 锁定以后，用管理员 PIN 重新设定；可尝试次数恢复'),
  )
    .option(...fromFile)
    .action((options: PinChangeOptions) =>
      runCommand(options, async (session) => {
        const pin = await readPin(options, async () => {
          await requirePlugged(session, options.token);
          return `${options.token} 的管理员 PIN：`;
        });
        return changed(session, options, { by: 'administrator', pin });
      }),
    );
}

/** A keypad has its own way to a new PIN. Errors: `pin-required`. */
function required(pin: Uint8Array | null): Uint8Array {
  if (!pin) throw new BianyinError('pin-required');
  return pin;
}

/** Before somebody types. Errors: `token-not-found`. */
async function requirePlugged(session: AppSession, label: string): Promise<void> {
  const tokens = await session.signer().listTokens();
  if (!tokens.some((each) => each.label === label)) throw new BianyinError('token-not-found', { label });
}

async function changed(
  session: AppSession,
  { token, newPinFile }: PinChangeOptions,
  known: Omit<PinChange, 'newPin'>,
) {
  try {
    await session.signer().setPin(token, { ...known, newPin: await newPin(newPinFile) });
  } finally {
    known.pin.fill(0);
  }
  if (session.settings?.kind === 'sandbox') forgetSandboxPin(session.home, token);
  return { value: { ok: true, token }, lines: [`${token} 的 PIN 已修改。`] };
}

/** From a file, or typed twice alike. Errors: `pin-not-repeated`, those of `readPin`. */
async function newPin(file: string | undefined): Promise<Uint8Array> {
  const options: PinOptions = file === undefined ? {} : { pinFile: file };
  const first = await readPin(options, () => Promise.resolve('新的 PIN：'));
  if (file !== undefined) return first;
  const second = await readPin({}, () => Promise.resolve('再输入一次新的 PIN：'));
  const isSame = first.length === second.length && first.every((octet, i) => octet === second[i]);
  second.fill(0);
  if (isSame) return first;
  first.fill(0);
  throw new BianyinError('pin-not-repeated');
}
