import { describe, expect, test } from 'vitest';
import { modeStream } from '../domain/mode.ts';
import { finding, type SafetyLevel } from '../domain/safety/finding.ts';
import { fixedText } from '../domain/safety/notice-texts.ts';
import { crisisTextGerman, emergencyTextGerman, helpFooterGerman } from '../domain/safety/texts-german.ts';
import { type SafetyEvent, safetyStream } from '../domain/safety-notice.ts';
import { createEventStore, type EventStore } from '../eventstore/event-store.ts';
import { createMemoryLog } from '../eventstore/memory/memory-log.ts';
import { createMemoryVault } from '../eventstore/memory/memory-vault.ts';
import { createSubjectKeys } from '../eventstore/subject-keys.ts';
import { createNeuros, type NeurosDependencies } from './neuros.ts';
import { decided, nightsEndingOn, readerOf, unusualNight, usualNight } from './testing/nights.ts';

const newStore = (): EventStore =>
  createEventStore(createMemoryLog(), createSubjectKeys(createMemoryVault(), Buffer.alloc(32, 7)));
const month = Array.from({ length: 30 }, (_, index) => usualNight(index));
const nights = readerOf({
  ada: decided('ada', nightsEndingOn('2021-12-12', [...month, unusualNight])),
  bob: decided('bob', nightsEndingOn('2021-12-12', month)),
});
const instant = (minute: number): Date => new Date(Date.UTC(2021, 11, 12, 9, minute));
const at = (store: EventStore, minute: number, more: Partial<NeurosDependencies> = {}) => {
  const recall = { recall: async () => ({ memories: [], partial: false }) };
  const neuros = createNeuros({ store, nights, recall, now: () => instant(minute), ...more });
  return (userId: string, message: string) =>
    neuros.chat({ userId, sessionId: 's', message, correlationId: 'c' });
};
const raise = async (store: EventStore, level: SafetyLevel, withholds: readonly 'training'[] = []) => {
  const event: SafetyEvent = {
    type: 'SafetyFlagRaised',
    data: {
      userId: 'bob',
      at: instant(0).toISOString(),
      eventIds: ['r'],
      ...finding('SF5', level, 'rule', withholds),
    },
  };
  await store.append(safetyStream('bob'), 'any', [event], {
    id: `raise:${level}`,
    correlationId: 'c',
    actor: 'test',
    subject: 'bob',
  });
};
const switches = async (store: EventStore, userId: string) =>
  (await store.readStream(modeStream(userId))).map(
    ({ data }) => data as { from: string; to: string; causeEventId: string },
  );

describe('the mode of a conversation', () => {
  test('follows the night, what is said and the cooldown; a red flag does not wait', async () => {
    const store = newStore();
    expect((await at(store, 0)('bob', 'How am I?')).cognitive_mode).toBe('baseline');
    expect((await at(store, 1)('bob', 'I feel off today')).cognitive_mode).toBe('companion');
    // Within five minutes it stays, except for safety.
    expect((await at(store, 3)('bob', 'How am I?')).cognitive_mode).toBe('companion');
    expect((await at(store, 4)('bob', 'I have chest pain')).cognitive_mode).toBe('sentinel');
    expect((await at(store, 12)('bob', 'How am I?')).cognitive_mode).toBe('baseline');
    expect((await switches(store, 'bob')).map(({ to }) => to)).toEqual(['companion', 'sentinel', 'baseline']);
    expect((await at(store, 0)('ada', 'How am I?')).cognitive_mode).toBe('reflex');
  });

  test('is hypothesis while there is news of a question, unless something presses', async () => {
    const store = newStore();
    const asked: string[] = [];
    const hypothesisReady = async (userId: string, today: string) => asked.push(`${userId} ${today}`) > 0;
    const chat = (minute: number) => at(store, minute, { hypothesisReady });
    expect((await chat(0)('bob', 'How am I?')).cognitive_mode).toBe('hypothesis');
    expect((await chat(6)('bob', 'I feel off today')).cognitive_mode).toBe('companion');
    expect(asked).toEqual(['bob 2021-12-12', 'bob 2021-12-12']);
  });

  test('names the message it came from', async () => {
    const store = newStore();
    await at(store, 0)('bob', 'How am I?');
    await at(store, 1)('bob', 'I feel off today');
    const events = (await store.readAll(0n, 100, { types: ['MessageReceived'] })).events;
    expect((await switches(store, 'bob'))[0]!.causeEventId).toBe(events[1]!.id);
  });

  test('that cannot be recorded costs no reply', async () => {
    const store = newStore();
    const failed: string[] = [];
    const append: EventStore['append'] = async (stream, ...rest) => {
      if (stream.startsWith('mode-')) throw new Error('down');
      return store.append(stream, ...rest);
    };
    const reply = await at({ ...store, append }, 0, { report: (part) => failed.push(part) })(
      'ada',
      'How am I?',
    );
    expect(reply).toMatchObject({ turn: 1, cognitive_mode: null });
    expect(failed).toEqual(['mode']);
  });
});

describe('red flags of readings in a conversation', () => {
  test('the fixed text comes first, once; the notice stays beside each reply', async () => {
    const store = newStore();
    await raise(store, 'same_day');
    const { text } = finding('SF5', 'same_day', '');
    const first = await at(store, 0)('bob', 'How am I?');
    expect(first.response.startsWith(`${text}\n\nYour autonomic recovery signal`)).toBe(true);
    expect(first.notices).toEqual([{ flag: 'SF5', level: 'same_day', text }]);
    expect(first.cognitive_mode).toBe('sentinel');
    const second = await at(store, 1)('bob', 'How am I?');
    expect(second.response).not.toContain(text);
    expect(second.notices).toHaveLength(1);
    await raise(store, 'urgent');
    expect((await at(store, 2)('bob', 'How am I?')).response).toContain(finding('SF5', 'urgent', '').text);
  });

  test('German messages are told in German, and only they', async () => {
    const store = newStore();
    await raise(store, 'same_day');
    const notice = { flag: 'SF5', level: 'same_day' } as const;
    const [german, english] = [fixedText(notice, 'de'), fixedText(notice, 'en')];
    const reply = await at(store, 0)('bob', 'Wie geht es mir heute?');
    expect(reply.response.startsWith(`${german}\n\n`)).toBe(true);
    expect(reply.notices).toEqual([{ ...notice, text: german }]);
    expect((await at(store, 1)('bob', 'How am I?')).notices).toEqual([{ ...notice, text: english }]);
  });

  test('no state holds it back, nor nights that cannot be read', async () => {
    const store = newStore();
    await raise(store, 'urgent');
    const down = {
      latest: () => Promise.reject(new Error('down')),
      on: () => Promise.reject(new Error('down')),
    };
    const reply = await at(store, 0, { nights: down })('bob', 'How am I?');
    expect(reply.response.startsWith(finding('SF5', 'urgent', '').text)).toBe(true);
    expect(reply.state).toBeNull();
  });

  test('no training is spoken of while it stands', async () => {
    const store = newStore();
    expect((await at(store, 0)('bob', 'Should I train today?')).response).toContain('About a session: ');
    await raise(store, 'urgent', ['training']);
    expect((await at(store, 1)('bob', 'Should I train today?')).response).not.toContain('About a session: ');
  });
});

test('while red flags cannot be read, no training is spoken of', async () => {
  const store = newStore();
  const failed: string[] = [];
  const readStream: EventStore['readStream'] = async (stream, ...rest) => {
    if (stream.startsWith('safety-')) throw new Error('down');
    return store.readStream(stream, ...rest);
  };
  const chat = at({ ...store, readStream }, 0, { report: (part) => failed.push(part) });
  const reply = await chat('bob', 'Should I train today?');
  expect(reply.response).not.toContain('About a session: ');
  expect(reply).toMatchObject({ partial: true, notices: [] });
  expect(failed).toEqual(['notices']);
});

test('German messages get the German fixed texts', async () => {
  const chat = at(newStore(), 0);
  expect((await chat('bob', 'Ich will nicht mehr leben')).response).toBe(crisisTextGerman);
  expect((await chat('bob', 'Ich habe starke Schmerzen in der Brust')).safety).toEqual({
    flag: 'SF2',
    text: emergencyTextGerman,
  });
  const screen = () => {
    throw new Error('broken');
  };
  const reply = await at(newStore(), 0, { screen })('bob', 'Wie habe ich heute geschlafen?');
  expect(reply.response.endsWith(helpFooterGerman)).toBe(true);
});

test('whether the key figures of the newest night are measured', async () => {
  const asked: string[] = [];
  const kpisMeasured = async (userId: string, date: string) => asked.push(`${userId} ${date}`) > 0;
  expect((await at(newStore(), 0, { kpisMeasured })('bob', 'How am I?')).kpi_emitted).toBe(true);
  expect(asked).toEqual(['bob 2021-12-12']);
  const failing = () => Promise.reject(new Error('down'));
  expect((await at(newStore(), 0, { kpisMeasured: failing })('bob', 'How am I?')).kpi_emitted).toBe(false);
});
