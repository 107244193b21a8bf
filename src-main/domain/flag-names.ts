/** Names of PKCS#11 flags as helpers read them (v2.40 §3): of slots, tokens and mechanisms. */
const slotFlags = { 0x1: 'TOKEN_PRESENT', 0x2: 'REMOVABLE', 0x4: 'HW_SLOT' } as const;
const tokenFlags = {
  0x1: 'RNG',
  0x2: 'WRITE_PROTECTED',
  0x4: 'LOGIN_REQUIRED',
  0x8: 'USER_PIN_INITIALIZED',
  0x100: 'PROTECTED_AUTHENTICATION_PATH',
  0x400: 'TOKEN_INITIALIZED',
  0x10000: 'USER_PIN_COUNT_LOW',
  0x20000: 'USER_PIN_FINAL_TRY',
  0x40000: 'USER_PIN_LOCKED',
  0x80000: 'USER_PIN_TO_BE_CHANGED',
  0x100000: 'SO_PIN_COUNT_LOW',
  0x200000: 'SO_PIN_FINAL_TRY',
  0x400000: 'SO_PIN_LOCKED',
  0x800000: 'SO_PIN_TO_BE_CHANGED',
} as const;
const mechanismFlags = {
  0x1: 'HW',
  0x100: 'ENCRYPT',
  0x200: 'DECRYPT',
  0x400: 'DIGEST',
  0x800: 'SIGN',
  0x2000: 'VERIFY',
  0x10000: 'GENERATE_KEY_PAIR',
} as const;
const tables = { slot: slotFlags, token: tokenFlags, mechanism: mechanismFlags } as const;

/** Names of those that are set; `0x0` for none. */
export function flagNames(flags: number, of: keyof typeof tables): string {
  const names = Object.entries(tables[of]).flatMap(([flag, name]) =>
    // No bitwise operator: flags may have more than 32 bits.
    Math.floor(flags / Number(flag)) % 2 === 1 ? [name] : [],
  );
  return names.length > 0 ? names.join(' ') : `0x${flags.toString(16)}`;
}
