import { CodedError } from '../../domain/errors.ts';
import { isEngineFailure } from '../../eventstore/postgres/failures.ts';

const NO_SUCH_DATABASE = '3D000';

/** Of a name with several addresses each has failed in its own way, and the whole has no message. */
const reasonOf = (error: Error): string =>
  error instanceof AggregateError
    ? error.errors.map((each: Error) => each.message).join(', ')
    : error.message;

export interface Unreachable {
  /** Names no password. */
  readonly what: string;
  readonly remedy: string;
}

/** Of a database that does not let us in; undefined for any other error. */
export const unreachable = (error: unknown, url: string, isGiven: boolean): Unreachable | undefined => {
  if (!(error instanceof Error) || error instanceof CodedError) return undefined;
  if (!isEngineFailure(error) && (error as NodeJS.ErrnoException).code !== NO_SUCH_DATABASE) return undefined;
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname}:${port || 5432}${pathname}`;
  const name = isGiven ? 'the database of DATABASE_URL' : 'the embedded database';
  return {
    what: `${name} (${place}) does not let us in: ${reasonOf(error)}`,
    remedy: isGiven ? 'Start it, or set DATABASE_URL to where it is.' : '',
  };
};

/** A database that does not let us in, said so that it can be mended; any other error as it is. */
export const explainUnreachable = (error: unknown, url: string, isGiven: boolean): unknown => {
  const found = unreachable(error, url, isGiven);
  return found === undefined
    ? error
    : new CodedError('engine_unavailable', 503, `${found.what}. ${found.remedy}`.trimEnd(), { cause: error });
};
