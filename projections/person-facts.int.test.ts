import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordCheckIn } from '../commands/check-in.ts';
import { recordTurn } from '../commands/record-turn.ts';
import type { RedFlag } from '../domain/safety/red-flags.ts';
import { noProfile } from '../domain/told-days.ts';
import { checkIns } from './check-ins.ts';
import { personFacts } from './person-facts.ts';
import { openReadStore, type ReadStore } from './testing/read-store.ts';
import { timeline } from './timeline.ts';

let reads: ReadStore;
beforeAll(async () => {
  reads = (await openReadStore('plain PostgreSQL', [checkIns, timeline]))!;
});
afterAll(() => reads?.close());

const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const scores = { fatigue: null, soreness: null, stress: null, mood: null, sleepQuality: null };

const note = async (userId: string, hours: number, redFlags: readonly RedFlag[] | null) => {
  const at = hoursAgo(hours).toISOString();
  const said = { userId, checkInId: randomUUID(), date: at.slice(0, 10), at, context: null };
  const checkedIn = { scores, symptoms: null, health: null, note: 'words', redFlags };
  await recordCheckIn(reads.store, { ...said, checkedIn }, 'c');
};
const chat = async (userId: string, hours: number, answer: Parameters<typeof recordTurn>[1]['answer']) => {
  const at = hoursAgo(hours).toISOString();
  const turn = { userId, sessionId: randomUUID(), message: 'words', at, correlationId: 'c' };
  await recordTurn(reads.store, { ...turn, commandId: randomUUID(), answer });
};
const safety = { type: 'safety', flag: 'SF1', text: 'help' } as const;
const said = async (userId: string) => (await personFacts(reads.db, userId, now)).redFlagSaid;

it('are conditions and consent as they stand', async () => {
  const told = {
    userId: 'ada',
    checkInId: 'one',
    date: '2024-03-01',
    at: now.toISOString(),
    checkedIn: null,
  };
  const context = { contexts: null, sessions: null, restDay: null, performanceChangePercent: null };
  const profile = { ...noProfile, conditions: ['raynaud' as const], unpromptedConsent: true };
  await recordCheckIn(reads.store, { ...told, context: { ...context, profile } }, 'c');
  await reads.settled();
  const facts = { conditions: ['raynaud'], consent: true, redFlagSaid: false };
  expect(await personFacts(reads.db, 'ada', now)).toEqual(facts);
  expect(await personFacts(reads.db, 'eve', now)).toEqual({
    conditions: [],
    consent: false,
    redFlagSaid: false,
  });
});

it('know for three days that words held a red flag, in a note or a message', async () => {
  await note('note', 70, ['SF2']);
  await note('old-note', 74, ['SF2']);
  await note('fine', 1, []);
  await note('unscreened', 1, null);
  await chat('chat', 70, safety);
  await chat('old-chat', 74, safety);
  await chat('fine', 1, {
    type: 'reply',
    text: 'fine',
    wordedBy: 'plain',
    sourceEventIds: [],
    memoryIds: [],
  });
  await reads.settled();
  for (const [userId, expected] of [
    ['note', true],
    ['old-note', false],
    ['chat', true],
    ['old-chat', false],
    ['fine', false],
    ['unscreened', false],
  ] as const)
    expect([userId, await said(userId)]).toEqual([userId, expected]);
});
