const LONGEST_S = 86_400;
/** Larger numbers are points in time: WHOOP says the seconds until its reset, Oura the Unix time of it. */
const EPOCH_FROM = 1_000_000_000;

/** How many seconds a provider wants to be left alone; undefined when it does not say. */
export const retryAfterS = (headers: Headers, nowMs: number): number | undefined => {
  const wanted = fromRetryAfter(headers.get('retry-after'), nowMs) ?? fromReset(headers, nowMs);
  return wanted === undefined ? undefined : Math.min(LONGEST_S, Math.max(1, Math.ceil(wanted)));
};

/** Seconds, or a date (RFC 9110, 10.2.3). */
const fromRetryAfter = (value: string | null, nowMs: number): number | undefined => {
  if (value === null) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : (at - nowMs) / 1_000;
};

const fromReset = (headers: Headers, nowMs: number): number | undefined => {
  const value = headers.get('x-ratelimit-reset');
  if (value === null || !/^\s*\d+(\.\d+)?\s*$/.test(value)) return undefined;
  const number = Number(value);
  return number >= EPOCH_FROM ? number - nowMs / 1_000 : number;
};
