import { describe, expect, test } from 'vitest';
import { type MemoryEvent, memoryStream } from '../domain/memory.ts';
import { type NightDecision, type NightsEvent, nightsStream } from '../domain/nights.ts';
import { decisionsOf, nightsEndingOn, unusualNight, usualNight } from '../domain/testing/nights.ts';
import {
  createEventStore,
  type DomainEvent,
  type EventStore,
  type Recorded,
} from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { memoryIdOf } from './memory-id.ts';
import { conversationOf, recordTurn } from './record-turn.ts';
import { createRemember } from './remember.ts';

const newStore = (): EventStore =>
  createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));

const append = (store: EventStore, stream: string, events: readonly DomainEvent[], id: string) =>
  store.append(stream, 'any', events, { id, correlationId: 'c', actor: 'test', subject: 'ada' });

const page = async (store: EventStore): Promise<readonly Recorded[]> =>
  (await store.readAll(0n, 10_000, { types: createRemember(store).handles })).events;

const memory = async (store: EventStore, memoryId: string) =>
  (await store.readStream(memoryStream(memoryId))) as readonly (Recorded & MemoryEvent)[];

const assessed = (decision: NightDecision): NightsEvent => ({ type: 'NightAssessed', data: decision });
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const decisions = decisionsOf('ada', nightsEndingOn('2021-12-12', [...month, unusualNight])).reverse();
const night = memoryIdOf('ada', 'night', '2021-12-12');

describe('remember', () => {
  test('a night in words, with the events it comes from', async () => {
    const store = newStore();
    await append(store, nightsStream('ada'), [assessed(decisions[0]!)], 'a');
    const events = await page(store);
    await createRemember(store).react(events);
    const [formed] = await memory(store, night);
    expect(formed).toMatchObject({
      type: 'MemoryFormed',
      metadata: { causationId: events[0]!.id, subject: 'ada' },
    });
    const data = formed!.data as Extract<MemoryEvent, { type: 'MemoryFormed' }>['data'];
    expect(data).toMatchObject({ memoryId: night, userId: 'ada', kind: 'night', occurredAt: '2021-12-12' });
    expect(data.text).toMatch(
      /^Night to Sunday 12 December 2021 \(2021-12-12\): Unusual pattern - check how you feel\. Heart rate variability \(HRV, as RMSSD\) 16 ms \(usually 47 ms, 66% lower\)\. .*Confidence high \(98 of 100\)\.$/,
    );
    expect(data.sourceEventIds[0]).toBe(events[0]!.id);
    expect(data.sourceEventIds).toContain('reading-2021-12-12-rmssd');
  });

  test('seeing the events again adds nothing', async () => {
    const store = newStore();
    await append(store, nightsStream('ada'), decisions.map(assessed), 'a');
    const events = await page(store);
    await createRemember(store).react(events);
    const head = await store.head();
    await createRemember(store).react(events);
    for (const event of events) await createRemember(store).react([event]);
    expect(await store.head()).toBe(head);
    expect(head).toBe(BigInt(decisions.length * 2));
  });

  test('known better supersedes, known no longer forgets', async () => {
    const store = newStore();
    const remember = createRemember(store);
    const first = decisions[0]!;
    const better = { ...first, confidence: 50 };
    const nothing = {
      ...first,
      state: 'insufficient_data' as const,
      features: { ...first.features, lnrmssd: null },
    };
    const history: NightsEvent[] = [
      assessed(first),
      { type: 'NightReassessed', data: better },
      { type: 'NightReassessed', data: nothing },
      { type: 'NightReassessed', data: first },
      { type: 'NightWithdrawn', data: { userId: 'ada', date: first.date, supersedes: 'x' } },
    ];
    await append(store, nightsStream('ada'), history, 'a');
    for (const event of await page(store)) await remember.react([event]);
    const expected = [
      'MemoryFormed',
      'MemorySuperseded',
      'MemoryForgotten',
      'MemoryFormed',
      'MemoryForgotten',
    ];
    expect((await memory(store, night)).map(({ type }) => type)).toEqual(expected);
  });

  test('of one page the newest word about a night counts', async () => {
    const store = newStore();
    const better = { ...decisions[0]!, confidence: 50 };
    await append(
      store,
      nightsStream('ada'),
      [assessed(decisions[0]!), { type: 'NightReassessed', data: better }],
      'a',
    );
    await createRemember(store).react(await page(store));
    const events = await memory(store, night);
    expect(events).toHaveLength(1);
    expect(events[0]!.data).toMatchObject({ text: expect.stringContaining('50 of 100') });
  });

  test('what was said, without what was only quoted; nothing of a cry for help', async () => {
    const store = newStore();
    const said = (message: string, text: string, commandId: string) =>
      recordTurn(store, {
        userId: 'ada',
        sessionId: 's',
        message,
        at: '2021-12-12T09:00:00.000Z',
        correlationId: 'c',
        commandId,
        answer: { type: 'reply', text, wordedBy: 'plain', sourceEventIds: ['e1'], memoryIds: ['m1'] },
      });
    await said('I slept badly', 'This is what I remember:\n> you said: "wine"\n> more', 'one');
    await said('I want to die', '> only a quotation', 'two');
    await createRemember(store).react(await page(store));
    const stream = conversationOf('ada', 's');
    const [message] = await memory(store, memoryIdOf('ada', 'message', stream, 1));
    const [reply] = await memory(store, memoryIdOf('ada', 'reply', stream, 1));
    expect(message!.data).toMatchObject({ text: 'I slept badly', occurredAt: '2021-12-12T09:00:00.000Z' });
    expect(reply!.data).toMatchObject({ text: 'This is what I remember:', kind: 'reply' });
    expect((reply!.data as { sourceEventIds: string[] }).sourceEventIds).toHaveLength(2);
    expect(await memory(store, memoryIdOf('ada', 'message', stream, 2))).toEqual([]);
    expect(await memory(store, memoryIdOf('ada', 'reply', stream, 2))).toEqual([]);
  });

  test('a failing log fails the page, and the page can be handled again', async () => {
    const store = newStore();
    await append(store, nightsStream('ada'), decisions.map(assessed), 'a');
    const events = await page(store);
    let left = 10;
    const failing: EventStore = {
      ...store,
      append: (...appended) => (left-- > 0 ? store.append(...appended) : Promise.reject(new Error('down'))),
    };
    await expect(createRemember(failing).react(events)).rejects.toThrow('down');
    await createRemember(store).react(events);
    expect(await store.head()).toBe(BigInt(decisions.length * 2));
  });
});
