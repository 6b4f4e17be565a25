import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { CodedError } from '../domain/errors.ts';
import { problemOf } from './problem.ts';

const refusalOf = (code: string): CodedError => {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new CodedError('invalid_request', 431, 'the headers are too large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new CodedError('invalid_request', 408, 'the request did not come in time');
  return new CodedError('invalid_request', 400, 'this is not an HTTP request');
};

/** Answers what never became a request: the connection ends after it. */
export const refuseBrokenRequest = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = refusalOf(error.code ?? '');
  const body = JSON.stringify(problemOf(refusal, randomUUID()));
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\ncontent-type: application/problem+json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  socket.destroy(error);
};
