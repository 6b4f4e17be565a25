import { describe, expect, it } from 'vitest';
import { QUIET_MS, silenceOf } from './webhook-silence.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const connectedMs = Date.parse('2026-03-01T00:00:00Z');
const at = (days: number): number => connectedMs + days * DAY_MS;

describe('webhooks that stopped', () => {
  it('are told after three days without one', () => {
    const contact = { connectedMs, noticedMs: at(10), foundMs: null };
    expect(silenceOf(contact, at(10) + QUIET_MS - 1)).toBe('none');
    expect(silenceOf(contact, at(10) + QUIET_MS)).toBe('possible');
  });

  it('are certain where sweeps bring what nobody told', () => {
    expect(silenceOf({ connectedMs, noticedMs: at(10), foundMs: at(12) }, at(14))).toBe('certain');
    expect(silenceOf({ connectedMs, noticedMs: null, foundMs: at(4) }, at(5))).toBe('certain');
  });

  it('are not concluded from what a sweep found about when the last one came', () => {
    const contact = { connectedMs, noticedMs: at(10), foundMs: at(10) + 6 * HOUR_MS };
    expect(silenceOf(contact, at(14))).toBe('possible');
  });

  it('are no matter for a provider that never sent one and has nothing to tell', () => {
    expect(silenceOf({ connectedMs, noticedMs: null, foundMs: null }, at(100))).toBe('none');
  });

  it('begin to count anew when the person connects again', () => {
    expect(silenceOf({ connectedMs: at(20), noticedMs: at(10), foundMs: at(12) }, at(22))).toBe('none');
  });
});
