import { describe, expect, test } from 'vitest';
import { conversationOf } from '../commands/record-turn.ts';
import { CodedError } from '../domain/errors.ts';
import { crisisText, emergencyText, helpFooter } from '../domain/safety/texts.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import type { Recall } from '../memory/recall.ts';
import { createNeuros, type NeurosDependencies } from './neuros.ts';
import { decided, nightsEndingOn, readerOf, unusualNight, usualNight } from './testing/nights.ts';

const newStore = (): EventStore =>
  createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));

const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const nights = readerOf({
  ada: decided('ada', nightsEndingOn('2021-12-12', [...month, unusualNight])),
  bob: decided('bob', nightsEndingOn('2021-12-12', month)),
});
const nothing: Recall = { recall: async () => ({ memories: [], partial: false }) };
const start = (store: EventStore, more: Partial<NeurosDependencies> = {}) =>
  createNeuros({ store, nights, recall: nothing, now: () => new Date('2021-12-12T09:00:00.000Z'), ...more });
const say = (message: string, userId = 'ada', sessionId = 's1') => ({
  userId,
  sessionId,
  message,
  correlationId: 'c',
});

describe('NEUROS', () => {
  test('answers, stores message and reply as one, and gives the same text in pieces', async () => {
    const store = newStore();
    const pieces: string[] = [];
    const reply = await start(store).chat(say('How am I?'), (piece) => pieces.push(piece));
    expect(reply).toMatchObject({
      session_id: 's1',
      turn: 1,
      state: 'illness_suspected',
      date: '2021-12-12',
      stale_days: null,
      data_quality: 'high',
      worded_by: 'plain',
      partial: false,
      safety: null,
    });
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe(reply.response);
    const events = await store.readStream(conversationOf('ada', 's1'));
    expect(events.map(({ type }) => type)).toEqual(['MessageReceived', 'ReplyGiven']);
    expect(events[1]!.data).toMatchObject({ turn: 1, text: reply.response, wordedBy: 'plain' });
    expect((events[1]!.data as { sourceEventIds: string[] }).sourceEventIds).toEqual([
      ...new Set(reply.sources.flatMap(({ event_ids }) => event_ids)),
    ]);
  });

  test('a restart keeps the thread', async () => {
    const store = newStore();
    await start(store).chat(say('How was 11 December 2021?'));
    const reply = await start(store).chat(say('Why?'));
    expect(reply.turn).toBe(2);
    // The follow-up is about the night that was spoken of before the restart.
    expect(reply.response).toContain('Saturday 11 December 2021');
  });

  test('two people with the same session id never meet', async () => {
    const store = newStore();
    const neuros = start(store);
    const [ada, bob] = await Promise.all([
      neuros.chat(say('How am I?')),
      neuros.chat(say('How am I?', 'bob')),
    ]);
    expect([ada.turn, bob.turn]).toEqual([1, 1]);
    expect(ada.response).not.toBe(bob.response);
    for (const userId of ['ada', 'bob']) {
      const events = await store.readStream(conversationOf(userId, 's1'));
      expect(events.map(({ data }) => (data as { userId: string }).userId)).toEqual([userId, userId]);
    }
    expect(conversationOf('a', 'b')).not.toBe(conversationOf('ab', ''));
  });

  test('messages of one session at the same time are all stored, each with its turn', async () => {
    const store = newStore();
    const neuros = start(store);
    const replies = await Promise.all(['a', 'b', 'c', 'd'].map((text) => neuros.chat(say(text))));
    expect(replies.map(({ turn }) => turn).sort()).toEqual([1, 2, 3, 4]);
    const events = await store.readStream(conversationOf('ada', 's1'));
    expect(events.map(({ data }) => (data as { turn: number }).turn)).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  test('an append with an unknown outcome is one turn', async () => {
    const store = newStore();
    let failures = 1;
    const flaky: EventStore = {
      ...store,
      append: async (...appended) => {
        const result = await store.append(...appended);
        if (failures-- > 0) throw new CodedError('engine_unavailable', 503, 'lost the answer');
        return result;
      },
    };
    expect((await start(flaky).chat(say('How am I?'))).turn).toBe(1);
    expect(await store.readStream(conversationOf('ada', 's1'))).toHaveLength(2);
  });

  test('no reply without the log; a safety text all the same', async () => {
    const append = async () => {
      throw new CodedError('engine_unavailable', 503, 'down', { retryAfterS: 1 });
    };
    const neuros = start({ ...newStore(), append });
    const pieces: string[] = [];
    await expect(neuros.chat(say('How am I?'), (piece) => pieces.push(piece))).rejects.toMatchObject({
      code: 'engine_unavailable',
      status: 503,
    });
    expect(pieces).toEqual([]);
    const reply = await neuros.chat(say('I want to kill myself'));
    expect(reply).toMatchObject({ response: crisisText, turn: null });
  });

  test('a red flag: the fixed text, no state, no memories, kept as such', async () => {
    const store = newStore();
    const recall: Recall = { recall: () => Promise.reject(new Error('must not be asked')) };
    const reply = await start(store, { recall }).chat(say('How am I? I have chest pain.'));
    expect(reply).toMatchObject({
      response: emergencyText,
      state: null,
      date: null,
      confidence: null,
      data_quality: 'none',
      sources: [],
      memories: [],
      partial: false,
      safety: { flag: 'SF2', text: emergencyText },
    });
    const events = await store.readStream(conversationOf('ada', 's1'));
    expect(events.map(({ type }) => type)).toEqual(['MessageReceived', 'SafetyTextShown']);
    expect(events[1]!.data).toMatchObject({ flag: 'SF2', turn: 1 });
    expect((await start(store).chat(say('I am suicidal'))).safety?.flag).toBe('SF1');
  });

  test('a detector that throws adds the help footer', async () => {
    const screen = () => {
      throw new Error('broken');
    };
    const reply = await start(newStore(), { screen }).chat(say('How am I?'));
    expect(reply.safety).toEqual({ flag: 'unknown', text: helpFooter });
    expect(reply.response.endsWith(helpFooter)).toBe(true);
    expect(reply.state).toBe('illness_suspected');
  });

  test('recall that fails or hangs costs memories, not the reply', async () => {
    const failing: Recall = { recall: () => Promise.reject(new Error('down')) };
    const hanging: Recall = { recall: () => new Promise(() => {}) };
    for (const recall of [failing, hanging]) {
      const failed: string[] = [];
      const report = (part: string) => failed.push(part);
      const reply = await start(newStore(), { recall, report }).chat(say('How am I?'));
      expect(reply).toMatchObject({ partial: true, memories: [], turn: 1 });
      expect(failed).toEqual(['recall']);
    }
  });

  test('nights that cannot be read are said to be out of reach', async () => {
    const down = {
      latest: () => Promise.reject(new Error('down')),
      on: () => Promise.reject(new Error('down')),
    };
    const reply = await start(newStore(), { nights: down }).chat(say('How am I?'));
    expect(reply).toMatchObject({ partial: true, state: null, turn: 1 });
    expect(reply.response).toContain('I cannot reach your nights right now');
  });

  test('a session is made when none is named', async () => {
    const { userId, message, correlationId } = say('hello');
    const neuros = start(newStore());
    const first = await neuros.chat({ userId, message, correlationId });
    const second = await neuros.chat({ userId, message, correlationId });
    expect(first.session_id).not.toBe(second.session_id);
    expect(second.turn).toBe(1);
  });

  test('what was found about evenings with alcohol is quoted as what it is: no words of the person', async () => {
    const text =
      'Nights after alcohol (alcohol), as of 2021-12-01: heart rate variability (HRV) was 18 % lower.';
    const found = { memoryId: 'm2', kind: 'hypothesis', text, occurredAt: '2021-12-01' } as const;
    const recall: Recall = {
      recall: async () => ({
        partial: false,
        memories: [{ ...found, sourceEventIds: ['e2'], score: 2, tier: 'warm' }],
      }),
    };
    const reply = await start(newStore(), { recall }).chat(say('What do you remember about alcohol?'));
    expect(reply.response).toContain(text);
    expect(reply.response).not.toContain('you said');
  });

  test('what is quoted names its memories and their sources', async () => {
    const store = newStore();
    const recall: Recall = {
      recall: async ({ userId }) => ({
        partial: false,
        memories: [
          {
            memoryId: 'm1',
            kind: 'message',
            text: `${userId} drank two glasses of wine`,
            occurredAt: '2021-12-10T20:00:00.000Z',
            sourceEventIds: ['e1'],
            score: 2,
            tier: 'warm',
          },
        ],
      }),
    };
    const reply = await start(store, { recall }).chat(say('What do you remember about wine?'));
    expect(reply.response).toContain('you said: "ada drank two glasses of wine"');
    expect(reply.memories).toEqual([
      { memory_id: 'm1', tier: 'warm', score: 2, text: 'ada drank two glasses of wine' },
    ]);
    const [, given] = await store.readStream(conversationOf('ada', 's1'));
    expect(given!.data).toMatchObject({ memoryIds: ['m1'], sourceEventIds: ['e1'] });
  });
});
