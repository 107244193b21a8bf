/** A wrong use of the command line as an error of ours: code `usage`, in the language that was asked for. */
import { InvalidArgumentError, type CommanderError } from 'commander';
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import type { Language } from '../domain/errors/sentence.ts';
import type { OutputOptions } from './output.ts';

type Words = Readonly<Record<Language, (name: string) => string>>;

/** What commander finds wrong, by its code; the name is what its message quotes. */
const findings: Readonly<Record<string, Words>> = Object.freeze({
  'commander.unknownCommand': { zh: (name) => `没有命令 ${name}`, en: (name) => `no such command: ${name}` },
  'commander.unknownOption': { zh: (name) => `没有选项 ${name}`, en: (name) => `no such option: ${name}` },
  'commander.missingArgument': {
    zh: (name) => `缺少参数 ${name}`,
    en: (name) => `argument missing: ${name}`,
  },
  'commander.optionMissingArgument': {
    zh: (name) => `选项 ${name} 后面缺少内容`,
    en: (name) => `option without its value: ${name}`,
  },
  'commander.missingMandatoryOptionValue': {
    zh: (name) => `缺少选项 ${name}`,
    en: (name) => `option missing: ${name}`,
  },
  'commander.invalidArgument': {
    zh: (name) => `选项 ${name} 的内容不对`,
    en: (name) => `wrong value for option ${name}`,
  },
  'commander.excessArguments': { zh: () => '参数太多', en: () => 'too many arguments' },
  'commander.help': { zh: () => '缺少命令', en: () => 'command missing' },
});

/** Errors of commander say in quotes what they are about. */
export function usageError({ code, message }: CommanderError, language: Language): BianyinError {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  return new BianyinError('usage', { what: findings[code]?.[language](name) ?? message });
}

/** How to print when the options could not be read: by what stands in the arguments. */
export function outputOptionsIn(args: readonly string[]): OutputOptions & { readonly lang: Language } {
  const spelled = args.some((each, i) => each === '--lang=en' || (each === 'en' && args[i - 1] === '--lang'));
  return { json: args.includes('--json'), lang: spelled ? 'en' : 'zh' };
}

/** An option that takes one of a few words. */
export function oneOf(...words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(words.join(' | '));
  };
}
