/**
 * JSON text that a `jsonb` column takes, whatever people wrote: PostgreSQL refuses the character with the code 0 and
 * halves of surrogate pairs, which JSON can carry. Each becomes U+FFFD, as a decoder of broken text shows it.
 */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[0-9a-f]{3}/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );
