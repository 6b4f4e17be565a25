import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { loadPrivateClient } from './private-client.ts';

it('gives a copy of its own each time, and leaves the one of everybody else in its place', () => {
  const require = createRequire(import.meta.url);
  const shared = require('@eventstore/db-client');
  const copies = [loadPrivateClient(), loadPrivateClient()];
  const clients = [shared, ...copies].map((copy) => copy.EventStoreDBClient);
  expect(new Set(clients).size).toBe(3);
  expect(new Set(clients.map((client) => client.prototype.appendToStream)).size).toBe(3);
  expect(require('@eventstore/db-client')).toBe(shared);
});
