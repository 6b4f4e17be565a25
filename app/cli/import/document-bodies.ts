import { readFile } from 'node:fs/promises';
import { CodedError } from '../../../domain/errors.ts';
import { cutDocument, isHealthAutoExport } from '../../../providers/healthkit/cut-document.ts';
import { namedUser } from '../../../providers/identity.ts';
import { own, readJson } from '../../../providers/json.ts';
import type { Body } from './body.ts';

/** It is read whole; a JavaScript text cannot be longer than 512 MB. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The bodies of a JSON file of Health Auto Export. Throws `body_too_large`, `file_not_recognised`. */
export async function* documentBodies(
  path: string,
  size: number,
  user: string | undefined,
): AsyncGenerator<Body> {
  if (size > MAX_BYTES)
    throw new CodedError(
      'body_too_large',
      413,
      `${path}: a JSON file may have ${MAX_BYTES} bytes; export less at once`,
    );
  const parsed = readJson(await readFile(path));
  if (!parsed.ok || !isHealthAutoExport(parsed.value))
    throw new CodedError(
      'file_not_recognised',
      400,
      `${path} is not one JSON document of Health Auto Export; if it holds bodies, one a line, say --provider`,
    );
  if (user === undefined && namedUser(own(parsed.value, 'user_id')) === null)
    throw new CodedError('invalid_request', 400, `${path} does not say whose data it is; give --user`);
  for (const text of cutDocument(parsed.value)) yield { text, end: size };
}
