import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { englishStem } from './english-stem.ts';

const BEGINNINGS =
  `abl act adopt agr animat arsen be bless bring car centr ch class commun control cry die enjoy exhaust fall
  feel form gener good happ hop ill kind log nat news night oper play ra recover relat run s sens sk sleep sp strain stress
  th train tr use vari vit wr y`.split(/\s+/);
const ENDINGS =
  `- s ed ing y ies ied er ers al ally ation ational ization izer ate ated ator ance ancy ence ent ently ement ment
  able ably ible ibility ful fully fulness less lessly ness ous ously ousness ive ively iveness ivity ism ity ic ical ically
  icate iciti ion ions ogy ogist e es ee eed eedly edly ingly 'ly'`
    .replaceAll("'", '')
    .split(/\s+/)
    .map((ending) => ending.replace('-', ''));

test('stems are those of PostgreSQL', async () => {
  const words = BEGINNINGS.flatMap((beginning) =>
    ENDINGS.flatMap((ending) => [beginning + ending, beginning + beginning.at(-1) + ending]),
  );
  const client = new pg.Client({ connectionString: inject('databaseServerUrl') });
  await client.connect();
  const { rows } = await client
    .query<{ word: string; stems: string[] }>(
      `select word, ts_lexize('english_stem', word) as stems from unnest($1::text[]) word`,
      [words],
    )
    .finally(() => client.end());
  const different = rows
    .filter(({ stems }) => stems.length > 0)
    .filter(({ word, stems }) => englishStem(word) !== stems[0]);
  expect(rows.length).toBeGreaterThan(5_000);
  expect(different).toEqual([]);
});
