/** The question before a file is written where the desktop has no chooser: a no writes nothing, a name is text. */
import { describe, expect, test } from 'vitest';
import { pageWith, writeQuestion } from '../../../src-main/host-chromium/ask-person.ts';

describe('the question', () => {
  test.each([
    '/home/a/<script>document.getElementById("write").click()</script>.pdf',
    '/home/a/"><img src=x onerror=alert(1)>.pdf',
    "/home/a/&#x3c;b&#x3e;'.pdf",
  ])('shows the path as text: %s', (path) => {
    const [, shown = ''] = /<bdi>(.*)<\/bdi>/s.exec(pageWith(writeQuestion(path))) ?? [];
    expect(shown).not.toMatch(/[<>"']/);
    const text = shown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(text).toBe(path);
  });
  test('spells what is not seen', () => {
    expect(pageWith(writeQuestion('/a/b\u202efdp.exe\u0007'))).toContain('b\\u202efdp.exe\\u0007');
  });
});
