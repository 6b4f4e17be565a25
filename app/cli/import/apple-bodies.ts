import { createExportReader, type ExportCounts } from '../../../providers/healthkit/export/read-export.ts';
import type { AppleFile } from './apple-file.ts';
import type { Body } from './body.ts';

/** The bodies of an Apple Health export, as they become complete. */
export const appleBodies = ({ bytes }: AppleFile): { bodies: AsyncIterable<Body>; counts: ExportCounts } => {
  let ready: Buffer[] = [];
  const reader = createExportReader((body) => ready.push(body));
  async function* bodies(): AsyncGenerator<Body> {
    let end = 0;
    const taken = function* (): Generator<Body> {
      const complete = ready;
      ready = [];
      for (const text of complete) yield { text, end };
    };
    for await (const chunk of bytes) {
      reader.write(chunk);
      end += chunk.length;
      yield* taken();
    }
    reader.end();
    yield* taken();
  }
  return { bodies: bodies(), counts: reader.counts };
};
