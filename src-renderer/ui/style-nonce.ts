/** The nonce that the host's content security policy asks of style elements made at run time (contract/bridge.ts). */
export function styleNonce(): { nonce: string } {
  return { nonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '' };
}

/**
 * Gives the nonce to every style element that this page's code makes. Components get it by their own way, but the library's
 * measuring of scroll bars has none, and would be refused, and the refusal logged, each time.
 */
export function lendStyleNonce(): void {
  const { nonce } = styleNonce();
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
