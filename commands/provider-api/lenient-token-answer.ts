const text = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isSeconds = (value: unknown): boolean => Number(value) > 0 && Number.isFinite(Number(value));

/**
 * What a token endpoint answered, as RFC 6749 (5.1, 5.2) wants it. Servers say `200` or `201`, call JSON `text/plain`,
 * leave out `token_type`, give a list as `scope`, or an identity token that nobody asked for.
 */
export const lenientTokenAnswer = async (response: Response, maxBytes: number): Promise<Response> => {
  const body = await readText(response, maxBytes);
  const parsed = parse(body);
  if (parsed === undefined) return new Response(null, { status: response.ok ? 502 : response.status });
  const { token_type, expires_in, scope, refresh_token, id_token: _unasked, ...rest } = parsed;
  const conforming = {
    ...rest,
    token_type: text(token_type) ? token_type : 'bearer',
    ...(isSeconds(expires_in) ? { expires_in: Number(expires_in) } : {}),
    ...(text(refresh_token) ? { refresh_token } : {}),
    ...(text(scope) ? { scope } : Array.isArray(scope) ? { scope: scope.filter(text).join(' ') } : {}),
  };
  return Response.json(response.ok ? conforming : parsed, { status: response.ok ? 200 : response.status });
};

const parse = (body: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Throws `RangeError` when there is more than `maxBytes` of it. */
export const readText = async (response: Response, maxBytes: number): Promise<string> => {
  const tooLarge = (): RangeError => new RangeError(`more than ${maxBytes} bytes`);
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the rest.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
