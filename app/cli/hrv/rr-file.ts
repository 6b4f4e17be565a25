import { CodedError } from '../../../domain/errors.ts';
import { recordingsOfCsv, rrDelimiter } from './rr-csv.ts';
import { areSeconds, rrValue } from './rr-values.ts';

/** A series of RR intervals in ms, with the columns that say whose or which it is. */
export interface RrRecording {
  readonly ids: Readonly<Record<string, string>>;
  readonly rrMs: readonly number[];
}

export interface RrFile {
  /** Names of the columns in `ids`. */
  readonly idColumns: readonly string[];
  readonly recordings: readonly RrRecording[];
  /** How many recordings were in seconds. */
  readonly inSeconds: number;
  /** What could not be read and where, without quoting it. */
  readonly refusals: readonly string[];
}

/** What a format reads: values as they stand in the file. */
export interface RawRecordings {
  readonly idColumns: readonly string[];
  readonly recordings: readonly {
    readonly ids: Readonly<Record<string, string>>;
    readonly values: readonly number[];
  }[];
  readonly refusals: readonly string[];
}

/**
 * Reads a Polar `.hrm` file (known by its section `[HRData]`), a CSV with a column `rr_data`, or one value a line.
 * Throws `invalid_request` where it is none of these.
 */
export const readRrFile = (text: string): RrFile => {
  const { idColumns, recordings, refusals } = readRaw(text.replace(/^\uFEFF/, ''));
  const inSeconds = recordings.map(({ values }) => areSeconds(values));
  return {
    idColumns,
    recordings: recordings.map(({ ids, values }, index) => ({
      ids,
      rrMs: inSeconds[index] ? values.map((seconds) => seconds * 1_000) : values,
    })),
    inSeconds: inSeconds.filter(Boolean).length,
    refusals,
  };
};

const readRaw = (text: string): RawRecordings => {
  const lines = text.split(/\r\n|\n|\r/);
  const section = lines.findIndex((line) => line.trim().toLowerCase() === '[hrdata]');
  if (section >= 0) return recordingOfPolar(lines, section);
  const header = lines.find((line) => line.trim() !== '') ?? '';
  const delimiter = rrDelimiter(header);
  return delimiter === undefined ? recordingOfLines(lines, 0) : recordingsOfCsv(text, delimiter);
};

/** RR intervals are what the section holds where `Interval` is 238; otherwise it holds heart rates. */
const recordingOfPolar = (lines: readonly string[], section: number): RawRecordings => {
  const interval = lines
    .find((line) => /^interval=/i.test(line))
    ?.split('=')[1]
    ?.trim();
  if (interval !== undefined && interval !== '238')
    throw new CodedError('invalid_request', 400, 'this .hrm file holds heart rates, not RR intervals');
  const next = lines.findIndex((line, index) => index > section && line.startsWith('['));
  const series = lines.slice(0, next < 0 ? lines.length : next).map((line) => line.split('\t')[0]!);
  return recordingOfLines(series, section + 1);
};

/** A first line without a digit is a heading; any other line that is no number leaves a gap. */
const recordingOfLines = (lines: readonly string[], from: number): RawRecordings => {
  const values: number[] = [];
  const refusals: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index < from || line.trim() === '') continue;
    const value = rrValue(line);
    const isHeading = value === undefined && values.length === 0 && !/\d/.test(line);
    if (isHeading) continue;
    if (value === undefined) refusals.push(`line ${index + 1}: not a number`);
    values.push(value ?? Number.NaN);
  }
  if (values.length === refusals.length)
    throw new CodedError(
      'invalid_request',
      400,
      'no RR intervals found: one number a line, a CSV with a column rr_data, or a Polar .hrm file',
    );
  return { idColumns: [], recordings: [{ ids: {}, values }], refusals };
};
