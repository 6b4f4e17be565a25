import { beforeEach, describe, expect, test } from 'vitest';
import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import type { ContextNight } from '../domain/hypotheses/wonder.ts';
import { type HypothesisEvent, hypothesisStream } from '../domain/hypothesis.ts';
import type { MemoryEvent } from '../domain/memory.ts';
import { memoryStream } from '../domain/memory.ts';
import { nightsStream } from '../domain/nights.ts';
import { createEventStore, type EventStore, type Recorded } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { memoryIdOf } from './memory-id.ts';
import { createRemember } from './remember.ts';
import { createWonderAboutContexts, hypothesisIdOf } from './wonder-about-contexts.ts';

let store: EventStore;
let nights: ContextNight[];
beforeEach(() => {
  store = createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));
  nights = [];
});

const first = dayNumber('2024-01-01');
/** A little noise that repeats every seven nights. */
const noise = (index: number): number => (((index * 3) % 7) - 3) / 100;
/** The next night, with contexts that move it by `effect` (ln ms). */
const sleep = (contexts: readonly string[] = [], effect = 0): void => {
  const index = nights.length;
  const date = dateOf(first + index);
  nights.push({ date, eventId: `night-${date}`, deviation: noise(index) + effect, contexts });
};
const sleepMany = (count: number, contexts?: readonly string[], effect?: number): void => {
  for (let n = 0; n < count; n++) sleep(contexts, effect);
};

/** Tells of the newest night. */
const react = async (): Promise<void> => {
  const before = await store.head();
  const data = { userId: 'ada', ruleset: 'r', date: nights.at(-1)!.date };
  await store.append(nightsStream('ada'), 'any', [{ type: 'NightAssessed', data }], {
    id: `night:${before}`,
    correlationId: 'c',
    actor: 'test',
    subject: 'ada',
  });
  await again(before);
};
const again = async (after = 0n): Promise<void> => {
  const manager = createWonderAboutContexts({
    store,
    ruleset: 'r',
    peopleWithContexts: async (userIds) =>
      nights.some(({ contexts }) => contexts.length > 0) ? userIds : [],
    contextNights: async () => [...nights],
    waitForNights: async () => {},
  });
  await manager.react((await store.readAll(after, 1_000, { types: manager.handles })).events);
};
const events = async (context = 'alcohol') =>
  (await store.readStream(hypothesisStream(hypothesisIdOf('ada', context)))) as readonly (Recorded &
    HypothesisEvent)[];
const types = async (context?: string) => (await events(context)).map(({ type }) => type);

describe('wondering about contexts', () => {
  test('nothing without contexts, and nothing before the third night with one', async () => {
    sleepMany(20);
    await react();
    sleepMany(2, ['alcohol'], -0.2);
    await react();
    expect(await types()).toEqual([]);
  });

  test('formed with the third night, tested with the fifth, once more with every further one', async () => {
    sleepMany(20);
    for (let evening = 0; evening < 6; evening++) {
      sleep(['alcohol'], -0.2);
      await react();
      sleep();
      await react();
    }
    expect(await types()).toEqual(['HypothesisFormed', 'HypothesisTested', 'HypothesisTested']);
    const [formed, , last] = await events();
    expect(formed!.data).toMatchObject({ context: 'alcohol', taggedNights: 3, formedOn: '2024-01-25' });
    expect(last!.data).toMatchObject({ verdict: 'supported', effect: { taggedNights: 6 } });
    const { effect } = last!.data as Extract<HypothesisEvent, { type: 'HypothesisTested' }>['data'];
    // exp(-0.2) is 18 % lower.
    expect(effect.changePercent).toBeGreaterThan(-22);
    expect(effect.changePercent).toBeLessThan(-14);
  });

  test('seeing the events again adds nothing', async () => {
    sleepMany(20);
    sleepMany(6, ['alcohol'], -0.2);
    sleepMany(5, ['travel']);
    await react();
    const head = await store.head();
    await again();
    expect(await store.head()).toBe(head);
  });

  test('a context that makes no difference is found out, and not asked about again', async () => {
    for (let evening = 0; evening < 35; evening++) {
      sleepMany(4);
      sleep(['late_meal']);
    }
    await react();
    expect(await types('late_meal')).toEqual(['HypothesisFormed', 'HypothesisTested', 'HypothesisRetired']);
    sleep(['late_meal'], -1);
    await react();
    expect(await types('late_meal')).toHaveLength(3);
  });

  test('half a year without such a night retires an open question', async () => {
    sleepMany(20);
    sleepMany(3, ['travel']);
    await react();
    sleepMany(181);
    await react();
    expect((await events('travel')).at(-1)).toMatchObject({
      type: 'HypothesisRetired',
      data: { reason: 'no_new_nights' },
    });
  });

  test('what was found is remembered as an association, with its numbers', async () => {
    for (let evening = 0; evening < 6; evening++) {
      sleepMany(5);
      sleep(['alcohol'], -0.2);
    }
    await react();
    const remember = createRemember(store);
    await remember.react(
      (await store.readAll(0n, 1_000, { types: ['HypothesisFormed', 'HypothesisTested'] })).events,
    );
    const stream = memoryStream(memoryIdOf('ada', 'hypothesis', hypothesisIdOf('ada', 'alcohol')));
    const memories = (await store.readStream(stream)) as readonly (Recorded & MemoryEvent)[];
    expect(memories).toHaveLength(1);
    expect(memories[0]!.data).toMatchObject({
      kind: 'hypothesis',
      text: expect.stringMatching(
        /^Nights after alcohol \(alcohol\), as of Monday 5 February 2024 \(2024-02-05\): heart rate variability \(HRV\) was \d+ % lower in your data \(95 % interval -\d+ % to -\d+ %; 6 such nights against 30 without any\)\. An association, no proof of a cause\.$/,
      ),
    });
  });
});
