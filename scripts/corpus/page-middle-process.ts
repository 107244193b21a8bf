/** Worker of the corpus run: where the middle of page 1 is as it is seen, mm. A process of its own: the files are hostile. */
import { POINTS_PER_MM } from '../../src-main/domain/placement.ts';
import { openPdf } from '../../src-main/pdf/document.ts';
import { openFileSource } from '../../src-main/platform/file-byte-source.ts';
import { serveRequests } from '../../src-main/platform/worker-main.ts';

serveRequests((file) => Promise.resolve(middleOf(String(file))));

/** A place as people type it. Errors: those of the reader. */
function middleOf(file: string): string {
  const source = openFileSource(file);
  try {
    const { visualWidthPt, visualHeightPt } = openPdf(source).page(0);
    const [x, y] = [visualWidthPt, visualHeightPt].map((points) => (points / POINTS_PER_MM / 2).toFixed(2));
    return `page=1,x=${x}mm,y=${y}mm`;
  } finally {
    source.close();
  }
}
