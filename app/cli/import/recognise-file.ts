import { open } from 'node:fs/promises';
import { CodedError } from '../../../domain/errors.ts';
import { isObject, readJson } from '../../../providers/json.ts';

/**
 * `archive`: a zip; `apple`: Apple's export.xml; `tidy`: CSV with the columns of `providers/tidy`; `document`: one JSON
 * document; `lines`: JSON documents, one a line.
 */
export type FileKind = 'archive' | 'apple' | 'tidy' | 'document' | 'lines';

const HEAD_BYTES = 64 * 1024;
const ZIP = Buffer.from('PK\x03\x04');
const TIDY_COLUMNS = ['user', 'time', 'metric', 'value', 'unit'];

/** What a file is, told by how it begins; its name says nothing. Throws `file_not_recognised`. */
export const recogniseFile = async (path: string): Promise<FileKind> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const kind = kindOf(buffer.subarray(0, bytesRead));
    if (kind !== undefined) return kind;
  } finally {
    await file.close();
  }
  throw new CodedError(
    'file_not_recognised',
    400,
    `${path} is none of: Apple Health export (zip or xml), CSV with the columns ${TIDY_COLUMNS.join(',')}, JSON`,
  );
};

export const kindOf = (head: Buffer): FileKind | undefined => {
  if (head.subarray(0, 4).equals(ZIP)) return 'archive';
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(\?xml|!DOCTYPE HealthData|!--|HealthData[\s>])/.test(text)) return 'apple';
  if (isTidyHeader(text.slice(0, endOfLine(text)))) return 'tidy';
  if (text.startsWith('{') || text.startsWith('[')) return isFirstOfLines(text) ? 'lines' : 'document';
  return undefined;
};

const endOfLine = (text: string): number => {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
};

const isTidyHeader = (line: string): boolean => {
  const names = line.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  return TIDY_COLUMNS.every((name) => names.includes(name));
};

/** The first line is a whole document, and another begins after it. */
const isFirstOfLines = (text: string): boolean => {
  const end = endOfLine(text);
  const first = readJson(Buffer.from(text.slice(0, end)));
  return first.ok && isObject(first.value) && text.slice(end).trim() !== '';
};
