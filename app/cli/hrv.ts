import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CodedError } from '../../domain/errors.ts';
import { CORRECTIONS } from '../../domain/hrv/correction.ts';
import type { Say } from '../serve.ts';
import { csvRow, metricColumns } from './hrv/metric-columns.ts';
import { readRrFile } from './hrv/rr-file.ts';

const MAX_BYTES = 256 * 1024 * 1024;
const SHOWN_REFUSALS = 20;

/**
 * HRV metrics of a file of RR intervals (`-` is standard input) as CSV, one row a recording. `complain` takes notes and
 * what was refused. Exit code 0: everything was read; 1: some was refused, the rest is there.
 */
export const hrv = async (
  say: Say,
  complain: Say,
  file: string,
  { correct }: { correct: string },
): Promise<number> => {
  const correction = CORRECTIONS.find((name) => name === correct);
  if (correction === undefined)
    throw new CodedError('invalid_request', 400, `--correct is one of ${CORRECTIONS.join(', ')}`);
  const { idColumns, recordings, inSeconds, refusals } = readRrFile(await textOf(file));
  if (inSeconds > 0)
    complain(
      `auren: ${inSeconds} of ${recordings.length} recordings are taken as seconds: all values are below 10`,
    );

  const firstColumns = idColumns.length === 0 ? ['row'] : idColumns;
  const columns = Object.keys(metricColumns([], { correction }));
  say(csvRow([...firstColumns, ...columns]));
  for (const [index, { ids, rrMs }] of recordings.entries()) {
    const first = idColumns.length === 0 ? [index + 1] : idColumns.map((name) => ids[name]!);
    say(csvRow([...first, ...Object.values(metricColumns(rrMs, { correction }))]));
  }
  for (const refusal of refusals.slice(0, SHOWN_REFUSALS)) complain(`auren: invalid_request: ${refusal}`);
  if (refusals.length > SHOWN_REFUSALS)
    complain(`auren: invalid_request: ${refusals.length - SHOWN_REFUSALS} more could not be read`);
  return refusals.length === 0 ? 0 : 1;
};

const textOf = async (file: string): Promise<string> => {
  if (file === '-') return collected(process.stdin, 'standard input');
  const handle = await open(file).catch(() => undefined);
  try {
    if (handle === undefined || !(await handle.stat()).isFile())
      throw new CodedError('invalid_request', 400, `${file} is not a file that can be read`);
    return await collected(handle.createReadStream({ autoClose: false }), file);
  } finally {
    await handle?.close();
  }
};

const collected = async (stream: Readable, name: string): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BYTES)
      throw new CodedError('body_too_large', 413, `${name} is larger than ${MAX_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString('utf8');
};
