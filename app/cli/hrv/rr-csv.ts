import { type CsvError, parse } from 'csv-parse/sync';
import type { RawRecordings } from './rr-file.ts';
import { rrValues } from './rr-values.ts';

const RR_COLUMN = 'rr_data';
const ID_COLUMN = /^(id|uuid|.*_(id|uuid|code))$/i;

const columnName = (text: string): string => text.trim().replace(/^"(.*)"$/s, '$1');

/** What separates the columns of a header that has `rr_data`; undefined for any other line. */
export const rrDelimiter = (header: string): string | undefined =>
  [',', ';', '\t'].find((delimiter) => header.split(delimiter).map(columnName).includes(RR_COLUMN));

/** One recording a row. A row that cannot be read is refused, with the line it ends in, and does not end the reading. */
export const recordingsOfCsv = (text: string, delimiter: string): RawRecordings => {
  const refusals: string[] = [];
  let header: string[] = [];
  const rows = parse(text, {
    columns: (names: string[]) => {
      header = names.map(columnName);
      return header;
    },
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      refusals.push(`line ${error?.['lines']}: a row that cannot be read (${error?.code})`);
      return undefined;
    },
  }) as unknown as readonly { info: { lines: number }; record: Record<string, string> }[];
  const idColumns = header.filter((name) => ID_COLUMN.test(name));
  const recordings = rows.flatMap(({ info, record }) => {
    const values = rrValues(record[RR_COLUMN]!);
    if (values === undefined) {
      refusals.push(`line ${info.lines}: ${RR_COLUMN} holds something that is not a number`);
      return [];
    }
    return [{ ids: Object.fromEntries(idColumns.map((name) => [name, record[name]!])), values }];
  });
  return { idColumns, recordings, refusals };
};
