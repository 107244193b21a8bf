/** What people type over several lines, as the one line that is signed. */
export function oneLine(typed: string): string {
  return typed.trim().replace(/\s*[\r\n]+\s*/g, ' ');
}
