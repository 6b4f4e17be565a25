import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onIntervention } from '../commands/intervention-commands.ts';
import { coreRuleset } from '../domain/autonomic/ruleset.ts';
import { type NightDecision, nightsStream } from '../domain/nights.ts';
import { decisionsOf, nightsEndingOn, usualNight } from '../domain/testing/nights.ts';
import { contextNights, peopleWithContexts } from './context-nights.ts';
import {
  deloadsOf,
  dueInterventions,
  interventionsOf,
  interventionsOfNights,
  interventionsPage,
} from './intervention-queries.ts';
import { interventions } from './interventions.ts';
import { nights } from './nights.ts';
import { openReadStore, type ReadStore } from './testing/read-store.ts';

let reads: ReadStore;
beforeAll(async () => {
  reads = (await openReadStore('plain PostgreSQL', [nights, interventions]))!;
});
afterAll(() => reads?.close());

const tell = (interventionId: string, userId: string, command: Parameters<typeof onIntervention>[2]) =>
  onIntervention(reads.store, interventionId, command, {
    id: randomUUID(),
    correlationId: 'c',
    actor: 'test',
    subject: userId,
  });
const propose = (interventionId: string, userId: string, proposedOn: string, kind = 'I-BREATH6') =>
  tell(interventionId, userId, {
    type: 'propose',
    proposal: {
      interventionId,
      userId,
      kind,
      rank: 'primary',
      why: ['E1'],
      decisionEventId: randomUUID(),
      prompted: false,
      proposedOn,
      plannedDays: 7,
      windowDays: [3, 7],
    },
  });

describe('interventions as they are read', () => {
  beforeAll(async () => {
    for (const [index, day] of ['01', '05', '05', '20'].entries())
      await propose(`ada-${index}`, 'ada', `2024-03-${day}`);
    await propose('eve-0', 'eve', '2024-03-05');
    await tell('ada-0', 'ada', { type: 'pass', on: '2024-03-10' });
    await tell('ada-1', 'ada', { type: 'accept', on: '2024-03-06' });
    await tell('ada-1', 'ada', { type: 'log', date: '2024-03-06', done: true });
    await reads.settled();
  });

  it('stand as their events say', async () => {
    const found = await interventionsOf(reads.db, 'ada');
    expect(found.map(({ status }) => status)).toEqual(['expired', 'accepted', 'proposed', 'proposed']);
    expect(found[1]).toMatchObject({
      acceptedOn: '2024-03-06',
      check: { from: '2024-03-09', until: '2024-03-13' },
      log: { '2024-03-06': true },
    });
  });

  it('come in pages, newest first, without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await interventionsPage(reads.db, { userId: 'ada', limit: 1, cursor });
      seen.push(...page.items.map(({ proposal }) => proposal!.interventionId));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['ada-3', 'ada-2', 'ada-1', 'ada-0']);
    const past = await interventionsPage(reads.db, { userId: 'ada', limit: 9, which: 'past' });
    expect(past.items.map(({ proposal }) => proposal!.interventionId)).toEqual(['ada-0']);
    const active = await interventionsPage(reads.db, { userId: 'ada', limit: 9, which: 'active' });
    expect(active.items).toHaveLength(3);
  });

  it('are due by their dates, in pages of ids', async () => {
    expect(await dueInterventions(reads.db, '2024-03-12', null, 10)).toEqual([]);
    expect(await dueInterventions(reads.db, '2024-03-13', null, 10)).toEqual(['ada-1', 'ada-2', 'eve-0']);
    expect(await dueInterventions(reads.db, '2024-03-13', 'ada-1', 1)).toEqual(['ada-2']);
  });

  it('are found by the nights they answer to', async () => {
    const found = await interventionsOfNights(reads.db, 'ada', ['2024-03-05', '2024-03-06']);
    expect([...found]).toEqual([
      [
        '2024-03-05',
        [
          { id: 'ada-1', kind: 'I-BREATH6', why: ['E1'] },
          { id: 'ada-2', kind: 'I-BREATH6', why: ['E1'] },
        ],
      ],
    ]);
  });

  it('tell when a deload was taken up', async () => {
    await propose('bea-0', 'bea', '2024-03-01', 'I-DELOAD');
    await propose('bea-1', 'bea', '2024-03-20', 'I-DELOAD');
    await tell('bea-0', 'bea', { type: 'accept', on: '2024-03-02' });
    await reads.settled();
    expect(await deloadsOf(reads.db, 'bea')).toEqual(['2024-03-02']);
    expect(await deloadsOf(reads.db, 'ada')).toEqual([]);
  });

  it('are rebuilt to the same rows', async () => {
    for (const report of await reads.rebuildAll()) expect(report).toMatchObject({ identical: true });
  });
});

describe('nights with contexts', () => {
  it('are read with their distance from the usual, of one rule set', async () => {
    const decided = decisionsOf(
      'ada',
      nightsEndingOn(
        '2024-03-01',
        Array.from({ length: 40 }, (_, index) => usualNight(index)),
      ),
    );
    const last = decided.at(-1)!;
    const tagged: NightDecision = { ...last, evidence: { ...last.evidence, contexts: ['alcohol'] } };
    const all = [...decided.slice(0, -1), tagged];
    await reads.store.append(
      nightsStream('ada'),
      'any',
      all.map((data) => ({ type: 'NightAssessed', data })),
      { id: randomUUID(), correlationId: 'c', actor: 'test', subject: 'ada' },
    );
    await reads.settled();
    const ruleset = coreRuleset.id;
    expect(await peopleWithContexts(reads.db, ruleset, ['ada', 'eve'])).toEqual(['ada']);
    expect(await peopleWithContexts(reads.db, 'neuros-cns/9.9', ['ada'])).toEqual([]);
    const found = await contextNights(reads.db, ruleset, 'ada');
    expect(found.map(({ date }) => date)).toEqual(all.map(({ date }) => date));
    expect(found[0]).toMatchObject({ deviation: null, contexts: [] });
    const { lnrmssd, ref_median: usual } = last.features;
    expect(found.at(-1)).toMatchObject({ contexts: ['alcohol'] });
    expect(found.at(-1)!.deviation).toBeCloseTo(lnrmssd! - usual!, 12);
  });
});
