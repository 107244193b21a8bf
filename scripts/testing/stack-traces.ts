/** Errors with their stack in the output of a run: what was said, with the first place that it was said from. */

const frame = /^\s+at .*:\d+:\d+\)?$/;

/** One line for each trace, in their order. */
export function stackTracesIn(text: string): string[] {
  const lines = text.replaceAll(/\u001b\[[0-9;]*m/g, '').split(/\r?\n/);
  return lines.flatMap((line, i) => {
    const isFirst = frame.test(line) && !frame.test(lines[i - 1] ?? '');
    return isFirst ? [`${(lines[i - 1] ?? '').trim()} ${line.trim()}`.trim()] : [];
  });
}
