import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../domain/errors.ts';
import { isAllowedHost } from './payload-hosts.ts';

export interface PayloadSource {
  /** See `payload-hosts.ts`. */
  readonly hosts: readonly string[];
  /** Also http and any port of this machine; for tests. */
  readonly allowLoopback?: boolean;
  readonly maxBytes?: number;
  /** Of one attempt. */
  readonly timeoutMs?: number;
  /** How long an attempt that failed is repeated. */
  readonly patienceMs?: number;
}

/** This pointer gives nothing, now or later. */
export class PayloadRefused extends Error {}

const MAX_BYTES = 12 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
/** One broken object must not hold up its partition for long; a network that was away for a moment heals within. */
const PATIENCE_MS = 60_000;
const MAX_REDIRECTS = 2;

/**
 * The bytes behind a pre-signed URL. Throws `PayloadRefused` when the URL may not or cannot be fetched, and
 * `engine_unavailable` when the wait was ended by `signal`. Reasons never contain the URL: who has it has the data.
 */
export const fetchPayload = async (
  source: PayloadSource,
  url: string,
  { expiresAtMs, now, signal }: { expiresAtMs: number | null; now: () => Date; signal: AbortSignal },
): Promise<Uint8Array> => {
  const target = allowedUrl(url, source);
  const until = performance.now() + (source.patienceMs ?? PATIENCE_MS);
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    if (expiresAtMs !== null && now().getTime() >= expiresAtMs) throw new PayloadRefused('pointer_expired');
    try {
      return await attempt(source, target, signal);
    } catch (error) {
      if (error instanceof PayloadRefused) throw error;
      if (signal.aborted) throw new CodedError('engine_unavailable', 503, 'stopped while fetching a payload');
      if (performance.now() + pauseMs > until)
        throw new PayloadRefused(`pointer_unreachable: ${error instanceof Error ? error.message : error}`);
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
};

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const allowedUrl = (text: string, source: PayloadSource): URL => {
  if (!URL.canParse(text)) throw new PayloadRefused('pointer_url_unreadable');
  const url = new URL(text);
  if (source.allowLoopback && LOOPBACK.includes(url.hostname) && /^https?:$/.test(url.protocol)) return url;
  if (url.protocol !== 'https:') throw new PayloadRefused(`pointer_not_https: ${url.protocol.slice(0, 20)}`);
  if (url.port !== '' || url.username !== '' || url.password !== '')
    throw new PayloadRefused('pointer_with_port_or_user');
  if (!isAllowedHost(url.hostname, source.hosts))
    throw new PayloadRefused(`pointer_host_refused: ${url.hostname.slice(0, 253)}`);
  return url;
};

const TRY_LATER = [408, 425, 429];

const attempt = async (source: PayloadSource, first: URL, stop: AbortSignal): Promise<Uint8Array> => {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(source.timeoutMs ?? TIMEOUT_MS)]);
  let url = first;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url.href, { redirect: 'manual', signal, headers: { accept: '*/*' } });
    const { status } = response;
    if (status === 200) return readLimited(response, source.maxBytes ?? MAX_BYTES);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (status >= 300 && status < 400 && location !== null) {
      const next = URL.canParse(location, url.href) ? new URL(location, url) : null;
      if (
        next === null ||
        next.host !== first.host ||
        next.protocol !== first.protocol ||
        redirects >= MAX_REDIRECTS
      )
        throw new PayloadRefused('pointer_redirect_refused');
      url = next;
      continue;
    }
    if (status >= 500 || TRY_LATER.includes(status)) throw new Error(`HTTP ${status}`);
    throw new PayloadRefused(`pointer_refused: HTTP ${status}`);
  }
};

/** Counts what comes, whatever the length says and however well it was packed. */
const readLimited = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const tooLarge = (): PayloadRefused => new PayloadRefused(`pointer_too_large: more than ${maxBytes} bytes`);
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop ends the download.
    if (bytes > maxBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
};
