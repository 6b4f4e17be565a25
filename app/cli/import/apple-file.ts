import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { CodedError } from '../../../domain/errors.ts';

export interface AppleFile {
  /** Of the export itself, unpacked. */
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

export interface ArchiveLimits {
  readonly maxBytes: number;
  /** How many times larger than in the archive; judged only where there is enough to judge. */
  readonly maxRatio: number;
}

const GIB = 1024 ** 3;
/** Real exports are 10 to 40 times as large as in their archive. */
export const ARCHIVE_LIMITS: ArchiveLimits = { maxBytes: 16 * GIB, maxRatio: 200 };
const JUDGED_FROM_BYTES = 16 * 1024 * 1024;
const CHUNK = 64 * 1024;
/** Enough to see the document type and the root. */
const HEAD_BYTES = 256 * 1024;

export const openXml = async (path: string): Promise<AppleFile> => ({
  size: (await stat(path)).size,
  bytes: createReadStream(path, { highWaterMark: CHUNK }),
});

/**
 * The health data in Apple's archive, unpacked as it is read, never to disk. Its folder and its name are in the language
 * of the phone: `export.xml`, else the largest XML that begins as one. Throws `archive_unreadable`, `archive_encrypted`,
 * `archive_too_large`, `file_not_recognised`; also while reading, when the archive is cut off or says less than it holds.
 */
export const openArchive = async (path: string, limits = ARCHIVE_LIMITS): Promise<AppleFile> => {
  const archive = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(unreadable);
  try {
    const entry = await healthDataIn(archive, limits);
    const stream = await open(archive, entry, limits);
    return { size: entry.uncompressedSize, bytes: reading(archive, stream) };
  } catch (error) {
    archive.close();
    throw error;
  }
};

const unreadable = (error: unknown): never => {
  if (error instanceof CodedError) throw error;
  const why = error instanceof Error ? error.message : String(error);
  throw new CodedError(
    'archive_unreadable',
    400,
    `the archive is damaged or cut off (${why}); copy it again`,
  );
};

const baseName = (entry: Entry): string => entry.fileName.split('/').at(-1)!;

const healthDataIn = async (archive: ZipFile, limits: ArchiveLimits): Promise<Entry> => {
  const found: Entry[] = [];
  try {
    for await (const entry of archive.eachEntry())
      if (/\.xml$/i.test(entry.fileName) && !entry.fileName.startsWith('__MACOSX/')) found.push(entry);
  } catch (error) {
    unreadable(error);
  }
  const named = found.find((entry) => baseName(entry) === 'export.xml');
  if (named !== undefined) return named;
  for (const entry of found.toSorted((a, b) => b.uncompressedSize - a.uncompressedSize))
    if (await beginsAsHealthData(archive, entry, limits)) return entry;
  throw new CodedError('file_not_recognised', 400, 'there is no Apple Health export in this archive');
};

const open = async (archive: ZipFile, entry: Entry, limits: ArchiveLimits): Promise<Readable> => {
  if (entry.isEncrypted())
    throw new CodedError('archive_encrypted', 400, 'the archive has a password: unpack it first');
  const { uncompressedSize: size, compressedSize } = entry;
  const ratio = size / Math.max(1, compressedSize);
  if (size > limits.maxBytes || (size > JUDGED_FROM_BYTES && ratio > limits.maxRatio))
    throw new CodedError(
      'archive_too_large',
      413,
      `${entry.fileName} would be ${size} bytes, ${Math.round(ratio)} times its size in the archive`,
    );
  // What it says of its size is checked while it is read: more or less is an error.
  return archive.openReadStreamPromise(entry).catch(unreadable);
};

const beginsAsHealthData = async (
  archive: ZipFile,
  entry: Entry,
  limits: ArchiveLimits,
): Promise<boolean> => {
  const stream = await open(archive, entry, limits);
  let head = '';
  try {
    for await (const chunk of stream) {
      head += (chunk as Buffer).toString('latin1');
      if (head.length >= HEAD_BYTES) break;
    }
  } catch (error) {
    unreadable(error);
  }
  return /<HealthData[\s>]/.test(head);
};

async function* reading(archive: ZipFile, stream: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    unreadable(error);
  } finally {
    archive.close();
  }
}
