/** The nonce that the host's content security policy asks of style elements made at run time (contract/bridge.ts). */
export function styleNonce(): { nonce: string } {
  return { nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '' };
}
