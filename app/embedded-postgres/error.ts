export type EmbeddedPostgresErrorCode =
  | 'data_directory_in_use'
  | 'data_directory_unwritable'
  | 'postgres_binaries_missing'
  | 'postgres_start_failed'
  | 'postgres_lost'
  | 'unsupported_platform';

/** Why the embedded database is not available. The message says what is wrong and what to do about it. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;
  /** Process id of the app that holds the data directory, for `data_directory_in_use`, where it is known. */
  readonly ownerPid: number | null;

  constructor(
    code: EmbeddedPostgresErrorCode,
    message: string,
    options: { cause?: unknown; ownerPid?: number | null } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.ownerPid = options.ownerPid ?? null;
  }
}

/** The `code` of a Node system error or of a PostgreSQL error (SQLSTATE), else undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ELOOP']);

/** Runs file work inside the data directory; a refusal of the file system becomes `data_directory_unwritable`. */
export async function inDataDirectory<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!UNWRITABLE.has(errorCode(error) ?? '')) throw error;
    throw new EmbeddedPostgresError(
      'data_directory_unwritable',
      `The data directory ${path} cannot be used: ${errorMessage(error)}. ` +
        'Give the account that runs AUREN this folder (or run AUREN as its owner), or set AUREN_DATA_DIR to another one.',
      { cause: error },
    );
  }
}
