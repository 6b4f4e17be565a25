/**
 * An expected failure with a stable code. Codes are API: messages may change, codes may not.
 * `status` is the HTTP status that the gateway answers with (RFC 9457); `retryAfterS` becomes `Retry-After`.
 */
export class CodedError extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryAfterS: number | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    options: { cause?: unknown; retryAfterS?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CodedError';
    this.code = code;
    this.status = status;
    this.retryAfterS = options.retryAfterS;
  }
}

export const isCoded = (error: unknown, code: string): error is CodedError =>
  error instanceof CodedError && error.code === code;
