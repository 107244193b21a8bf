/**
 * Where a service may be (RFC 3161 over HTTP): an address that nothing can be told through. Over TLS, or on this machine; nobody's name
 * or password, no query, no fragment. What a page wrote into an address would leave with the first question.
 */

const host = String.raw`(?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:.]+\]`;
const onThisMachine = String.raw`localhost|127\.0\.0\.1|\[::1\]`;
/** Port and path of RFC 3986, without what a query or a user could begin with. */
const rest = String.raw`(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/-]*)?`;
const address = new RegExp(`^(?:https://(?:${host})|http://(?:${onThisMachine}))${rest}$`);

/** Whether the address may be kept and asked. */
export function isServiceAddress(text: string): boolean {
  return address.test(text);
}
