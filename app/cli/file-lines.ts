import { createReadStream } from 'node:fs';
import { CodedError } from '../../domain/errors.ts';

const MAX_LINE = 64 * 1024 * 1024;

/** Lines as bytes (without the line end), each with the offset where it ended. Constant memory but for one line. */
export async function* fileLines(path: string): AsyncGenerator<{ text: Buffer; end: number }> {
  let parts: Buffer[] = [];
  let held = 0;
  let end = 0;
  const take = (): Buffer => {
    const line = Buffer.concat(parts);
    parts = [];
    held = 0;
    return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    let rest = chunk as Buffer;
    for (let at = rest.indexOf(0x0a); at >= 0; at = rest.indexOf(0x0a)) {
      parts.push(rest.subarray(0, at));
      end += at + 1;
      yield { text: take(), end };
      rest = rest.subarray(at + 1);
    }
    parts.push(rest);
    held += rest.length;
    end += rest.length;
    if (held > MAX_LINE)
      throw new CodedError('body_too_large', 413, `a line of ${path} is longer than ${MAX_LINE} bytes`);
  }
  if (held > 0) yield { text: take(), end };
}
