import { expect, it } from 'vitest';
import { expiryOf } from './held-memory.ts';

it.each([
  ['an instant', '2026-03-02T08:00:00.000Z', '2026-03-02T07:30:00.000Z', '2026-03-05T07:30:00.000Z'],
  ['an instant long ago', '2026-03-02T08:00:00.000Z', '2021-12-12T07:00:00.000Z', '2021-12-15T07:00:00.000Z'],
  ['an instant to come', '2026-03-02T08:00:00.000Z', '2027-01-01T00:00:00.000Z', '2026-03-05T08:00:00.000Z'],
  ['this morning’s night', '2026-03-02T08:00:00.000Z', '2026-03-02', '2026-03-05T08:00:00.000Z'],
  ['the night before', '2026-03-02T08:00:00.000Z', '2026-03-01', '2026-03-05T00:00:00.000Z'],
  ['no readable time', '2026-03-02T08:00:00.000Z', 'yesterday', '2026-03-05T08:00:00.000Z'],
  ['something forgotten', '2026-03-02T08:00:00.000Z', undefined, '2026-03-05T08:00:00.000Z'],
])('%s is held until 72 h after', (_, recordedAt, occurredAt, expires) =>
  expect(new Date(expiryOf(recordedAt, occurredAt)).toISOString()).toBe(expires),
);
