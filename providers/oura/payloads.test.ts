import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mapped } from './testing.ts';

const samples = new URL('../../../shared/data/payloads/', import.meta.url);
const collections: readonly (readonly [collection: string, readings: number])[] = [
  ['sleep', 12 + 82 + 80 + 17],
  ['daily_readiness', 2],
  ['daily_sleep', 1],
  ['daily_activity', 6],
  ['daily_spo2', 2],
  ['workout', 2],
];

// Skipped where the samples are not beside the project: they are no part of it.
test.skipIf(!existsSync(samples)).each(collections)(
  'the sample of %s, made after the published schema, gives %d readings and nothing odd',
  (collection, readings) => {
    const body = JSON.parse(readFileSync(new URL(`oura-api-${collection}-document.json`, samples), 'utf8'));
    const [document] = mapped(collection, body, body.id);
    expect(document).toMatchObject({ quarantined: [], interval: { localDate: body.day } });
    expect(document!.readings).toHaveLength(readings);
  },
);
