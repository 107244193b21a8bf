/** Entry of the process that reads lists: one table of somebody else, no keys, no network, nothing but reading. */
import { BianyinError } from '../domain/errors/bianyin-error.ts';
import { openFileSource } from '../platform/file-byte-source.ts';
import { serveRequests } from '../platform/worker-main.ts';
import { MOST_OCTETS } from './grid.ts';
import { listQuestion } from './list-messages.ts';
import { listOf } from './list-of.ts';

serveRequests((message) => {
  const { file } = listQuestion.parse(message);
  const source = openFileSource(file);
  try {
    if (source.size > MOST_OCTETS) throw new BianyinError('table-too-large');
    return listOf(source.read(0, source.size));
  } finally {
    source.close();
  }
});
