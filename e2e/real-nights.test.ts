import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir, type RunningAuren, startAuren } from './testing/auren.ts';
import { ask, postTerra } from './testing/terra.ts';

const folder = new URL('../../shared/data/nights/', import.meta.url);
const present = existsSync(folder);

interface Night {
  date: string;
  state: string;
  illness_points: number | null;
  strain_points: number | null;
  features: Record<string, number | null>;
}

// The recordings are not part of the project; the rules have their own worked examples in domain/autonomic.
describe.skipIf(!present)(
  `real nights by signed webhook${present ? '' : ' (skipped: ../shared/data is not here)'}`,
  () => {
    let auren: RunningAuren;
    let data: Awaited<ReturnType<typeof makeDataDir>>;
    beforeAll(async () => {
      data = await makeDataDir();
      auren = await startAuren(data.path, { AUREN_RULESET: 'neuros-cns/0.1' });
      const lines = readFileSync(new URL('lifesnaps.terra.ndjson', folder), 'utf8').trim().split('\n');
      for (let i = 0; i < lines.length; i += 20)
        for (const answer of await Promise.all(
          lines.slice(i, i + 20).map((line) => postTerra(auren.url, line)),
        ))
          expect(answer.status).toBe(202);
    });
    afterAll(async () => {
      await auren?.stop();
      await data?.remove();
    });

    it('gives ls-54db the states and features of the independent computation', async () => {
      const [header, ...rows] = readFileSync(new URL('ls-54db.golden.csv', folder), 'utf8')
        .trim()
        .split('\n')
        .map((row) => row.split(','));
      const { json } = await ask(auren.url, auren.adminToken, '/api/v1/users/ls-54db/nights?limit=1000');
      const nights = json['items'] as Night[];
      expect(nights.map((night) => night.date)).toEqual(rows.map((row) => row[0]));
      for (const [index, row] of rows.entries()) {
        const night = nights[index]!;
        expect([night.date, night.state]).toEqual(row.slice(0, 2));
        for (const [column, name] of header!.entries()) {
          if (column < 2) continue;
          const actual = name.endsWith('_points') ? night[name as 'illness_points'] : night.features[name];
          const expected = row[column] === '' ? null : Number(row[column]);
          if (expected === null) expect([night.date, name, actual]).toEqual([night.date, name, null]);
          else expect(actual, `${night.date} ${name}`).toBeCloseTo(expected, 5);
        }
      }
    });
  },
);
