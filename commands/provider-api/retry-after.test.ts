import { describe, expect, it } from 'vitest';
import { retryAfterS } from './retry-after.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const of = (headers: Record<string, string>): number | undefined => retryAfterS(new Headers(headers), NOW);

describe('how long a provider wants to be left alone', () => {
  it.each([
    ['seconds', { 'retry-after': '17' }, 17],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 12:01:30 GMT' }, 90],
    ['a date gone by', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 1],
    ['seconds until the reset (WHOOP)', { 'x-ratelimit-reset': '42' }, 42],
    ['the Unix time of the reset (Oura)', { 'x-ratelimit-reset': String(NOW / 1_000 + 300) }, 300],
    ['both: Retry-After counts', { 'retry-after': '5', 'x-ratelimit-reset': '42' }, 5],
    ['an unreadable Retry-After beside a reset', { 'retry-after': 'soon', 'x-ratelimit-reset': '42' }, 42],
    ['more than a day', { 'retry-after': '9999999' }, 86_400],
    ['nothing', {}, undefined],
    ['nonsense', { 'x-ratelimit-reset': '-3' }, undefined],
  ])('%s', (_, headers, seconds) => {
    expect(of(headers)).toBe(seconds);
  });
});
