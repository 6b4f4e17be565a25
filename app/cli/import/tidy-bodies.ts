import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { CodedError } from '../../../domain/errors.ts';
import { createBodyCutter } from '../../../providers/body-cutter.ts';
import { type Columns, readRow } from '../../../providers/tidy/row.ts';
import type { Body } from './body.ts';

/** Longer than any row; a quote that is never closed would hold the rest of the file. */
const MAX_ROW = 100_000;

export interface TidyCounts {
  rows: number;
  refused: number;
}

/**
 * The bodies of a CSV file with the columns user, time, metric, value and unit in any order, one user's metric and day
 * each. Rows that cannot be taken are told and left out. Throws `csv_unreadable` where the file itself is malformed.
 */
export const tidyBodies = (
  path: string,
  now: Date,
  onRefused: (line: number, reason: string) => void,
): { bodies: AsyncIterable<Body>; counts: TidyCounts } => {
  const counts: TidyCounts = { rows: 0, refused: 0 };
  async function* bodies(): AsyncGenerator<Body> {
    const ready: Buffer[] = [];
    const cutter = createBodyCutter((body) => ready.push(body));
    const rows = createReadStream(path).pipe(
      parse({
        bom: true,
        columns: (names: string[]) => names.map((name) => name.trim()),
        info: true,
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
        max_record_size: MAX_ROW,
      }),
    );
    let end = 0;
    try {
      for await (const { record, info } of rows as AsyncIterable<{ record: Columns; info: Place }>) {
        counts.rows++;
        end = info.bytes;
        const row = readRow(record, now.getTime());
        if (typeof row === 'string') {
          counts.refused++;
          onRefused(info.lines, row);
          continue;
        }
        const { user, metric, day, text } = row;
        const head = () => `{"user_id":${JSON.stringify(user)},"metric":"${metric}","rows":[`;
        cutter.add(`${user}\n${metric}\n${day}`, head, text);
        for (const body of ready.splice(0)) yield { text: body, end };
      }
    } catch (error) {
      if (String((error as NodeJS.ErrnoException).code).startsWith('CSV_'))
        throw new CodedError(
          'csv_unreadable',
          400,
          `line ${counts.rows + 2} or later: a quote is not closed or misplaced`,
        );
      throw error;
    }
    cutter.end();
    for (const body of ready.splice(0)) yield { text: body, end };
  }
  return { bodies: bodies(), counts };
};

interface Place {
  readonly lines: number;
  readonly bytes: number;
}
