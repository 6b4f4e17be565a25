import { CodedError } from '../domain/errors.ts';
import { isLocalDate } from '../domain/time/local-date.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it as `cursor` to go on; null at the end. */
  readonly next_cursor: string | null;
}

/** What a part of a cursor may be: only texts that the database can read as that, so that a forged one is refused here. */
const isPart = {
  date: (text: string): boolean => isLocalDate(text) && text >= '0001',
  instant: (text: string): boolean =>
    /^\d{4}-[\dT:.-]{18}Z$/.test(text) && !Number.isNaN(Date.parse(text)) && text >= '0001',
  position: (text: string): boolean => /^\d{1,18}$/.test(text),
  text: (text: string): boolean => !text.includes('\u0000'),
} as const;
export type CursorPart = keyof typeof isPart;

/** A cursor names the last item seen; to its holder it is an opaque text. */
export const encodeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Throws `invalid_request` for a cursor that this endpoint did not make. */
export const decodeCursor = (cursor: string, kinds: readonly CursorPart[]): readonly string[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(parts) &&
      parts.length === kinds.length &&
      kinds.every((kind, index) => typeof parts[index] === 'string' && isPart[kind](parts[index]))
    )
      return parts as string[];
  } catch {
    // falls through: it is no cursor of ours
  }
  throw new CodedError('invalid_request', 400, 'cursor is not one that this endpoint gave');
};

/** `rows` holds up to one more than `limit`: the extra one says that there is a next page. */
export const pageOf = <Row, T>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => T,
  cursorOf: (row: Row) => readonly string[],
): Page<T> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null,
  };
};
