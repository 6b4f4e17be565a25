import { CodedError } from '../../domain/errors.ts';
import { isEngineFailure } from '../../eventstore/postgres/failures.ts';

const NO_SUCH_DATABASE = '3D000';

/** Of a name with several addresses each has failed in its own way, and the whole has no message. */
const reasonOf = (error: Error): string =>
  error instanceof AggregateError
    ? error.errors.map((each: Error) => each.message).join(', ')
    : error.message;

/** A database that does not let us in, said so that it can be mended; any other error as it is. Names no password. */
export const explainUnreachable = (error: unknown, url: string, isGiven: boolean): unknown => {
  if (!(error instanceof Error) || error instanceof CodedError) return error;
  if (!isEngineFailure(error) && (error as NodeJS.ErrnoException).code !== NO_SUCH_DATABASE) return error;
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname}:${port || 5432}${pathname}`;
  const [what, remedy] = isGiven
    ? ['the database of DATABASE_URL', ' Start it, or set DATABASE_URL to where it is.']
    : ['the embedded database', ''];
  return new CodedError(
    'engine_unavailable',
    503,
    `${what} (${place}) does not let us in: ${reasonOf(error)}.${remedy}`,
    {
      cause: error,
    },
  );
};
