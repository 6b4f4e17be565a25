import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { CodedError } from '../domain/errors.ts';

/** An RFC 9457 problem document. `code` is stable. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly request_id: string;
}

/** Where each code is explained. */
export const PROBLEM_PAGE = '/docs/problems';

/** Every code the API answers with, its usual status and what it means; listed in `/docs`. */
export const PROBLEM_CODES: Readonly<Record<string, readonly [status: number, title: string]>> = {
  signature_invalid: [401, 'The signature is missing or wrong'],
  signature_stale: [401, 'The signature is too old or from the future'],
  body_unreadable: [400, 'The body is not valid JSON in UTF-8'],
  body_too_large: [413, 'The body is larger than this endpoint takes'],
  invalid_request: [400, 'The request does not fit the contract'],
  saturated: [503, 'Too much is in flight; try again shortly'],
  provider_unknown: [404, 'There is no such provider'],
  provider_not_configured: [503, 'This provider is not configured here'],
  provider_unavailable: [502, 'The provider did not do what was asked; begin again'],
  connect_state_invalid: [400, 'This connecting was not begun here, was used before, or took too long'],
  connect_denied: [400, 'The person did not agree at the provider'],
  account_taken: [409, 'This account at the provider is connected to another user here'],
  check_in_conflict: [409, 'A check-in with this id says something else; use a new id'],
  rate_limited: [429, 'This token asks too often; try again after Retry-After'],
  unauthorized: [401, 'A valid bearer token is needed'],
  forbidden: [403, 'This token may not do that'],
  user_unknown: [404, 'There is no such user'],
  intervention_unknown: [404, 'There is no such intervention of this user'],
  intervention_closed: [409, 'The intervention is not in a state in which that can be done'],
  not_found: [404, 'There is nothing at this address'],
  method_not_allowed: [405, 'This address does not take that method'],
  engine_unavailable: [503, 'A part that is needed does not answer; try again shortly'],
  engine_not_configured: [503, 'This needs an engine that is not set here; the text names the variable'],
  contended: [503, 'Too many writers at once; try again shortly'],
  draining: [503, 'The server is shutting down'],
  internal: [500, 'Something went wrong on our side'],
};

const ENGINE_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0[123]|53300|08[0-9A-Z]{3})$/;

/** Anything thrown becomes a coded problem; what is not expected says nothing about the inside. */
export const toCoded = (error: unknown): CodedError => {
  if (error instanceof CodedError) return error;
  const { code, statusCode, message } = error as Partial<FastifyError>;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const detail = error.validation
      .map((issue) => `${issue.instancePath || '/'} ${issue.message ?? 'is not valid'}`)
      .join('; ');
    return new CodedError('invalid_request', 400, detail.slice(0, 1_000));
  }
  if (code === 'FST_ERR_BAD_URL')
    return new CodedError('invalid_request', 400, 'the address cannot be decoded');
  if (code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new CodedError('invalid_request', 414, 'the address is too long');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new CodedError('body_too_large', 413, 'the body is too large');
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  )
    return new CodedError('body_unreadable', 400, 'the body is not valid JSON');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new CodedError('invalid_request', statusCode, message ?? 'the request is not valid');
  if (code !== undefined && ENGINE_CODES.test(code))
    return new CodedError('engine_unavailable', 503, 'the database does not answer', {
      cause: error,
      retryAfterS: 2,
    });
  if (
    /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error/.test(
      message ?? '',
    )
  )
    return new CodedError('engine_unavailable', 503, 'the database does not answer', {
      cause: error,
      retryAfterS: 2,
    });
  return new CodedError('internal', 500, 'an unexpected error; the log has more under this request id', {
    cause: error,
  });
};

export const problemOf = (error: CodedError, requestId: string): Problem => ({
  type: `${PROBLEM_PAGE}#${error.code}`,
  title: PROBLEM_CODES[error.code]?.[1] ?? error.code,
  status: error.status,
  code: error.code,
  detail: error.message,
  request_id: requestId,
});

export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: CodedError,
): FastifyReply => {
  const problem = problemOf(error, request.id);
  if (error.retryAfterS !== undefined) reply.header('retry-after', error.retryAfterS);
  if (error.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  return reply.code(error.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
};

/** Refusals that say nothing is broken; anyone could fill the log with them. */
const NO_FAULT: readonly string[] = [
  'saturated',
  'provider_not_configured',
  'provider_unavailable',
  'draining',
];

export const registerProblems = (server: FastifyInstance): void => {
  server.setErrorHandler((error, request, reply) => {
    const coded = toCoded(error);
    if (coded.status >= 500 && !NO_FAULT.includes(coded.code))
      request.log.error({ code: coded.code, cause: describeCause(coded.cause) }, coded.message);
    return sendProblem(request, reply, coded);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      request,
      reply,
      new CodedError('not_found', 404, `nothing answers ${request.method} at this address`),
    ),
  );
};

/** Causes may quote bodies or rows: a log gets their kind and place, never a value. */
const describeCause = (cause: unknown): Record<string, unknown> | undefined => {
  if (!(cause instanceof Error)) return undefined;
  const { name, code } = cause as Error & { code?: string };
  return {
    name,
    code,
    stack: cause.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8),
  };
};
