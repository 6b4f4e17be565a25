import { randomBytes, randomUUID } from 'node:crypto';
import { version as uuidVersion, validate } from 'uuid';
import { describe, expect, it } from 'vitest';
import { BEGINNING, type NewRecord, type StoredRecord } from './event-log.ts';
import { type Command, createEventStore, eventId } from './event-store.ts';
import { createMemoryLog } from './memory/memory-log.ts';
import { createMemoryVault } from './memory/memory-vault.ts';
import { createSubjectKeys } from './subject-keys.ts';
import type { Upcasters } from './upcasting.ts';

const command = (over: Partial<Command> = {}): Command => ({
  id: 'command-1',
  correlationId: 'c',
  actor: 'test',
  subject: 'ada',
  ...over,
});
const slept = { type: 'Slept', data: { hours: 7, note: 'a very private note' } };

const open = (upcasters: Upcasters = {}) => {
  const log = createMemoryLog();
  const keys = createSubjectKeys(createMemoryVault(), randomBytes(32));
  return { log, keys, store: createEventStore(log, keys, upcasters) };
};
const stored = async (log: ReturnType<typeof open>['log']): Promise<readonly StoredRecord[]> =>
  (await log.readAll(BEGINNING, 1_000)).records;

describe('event ids', () => {
  it('come from the command id and the index alone', () => {
    expect(eventId('a', 0)).toBe(eventId('a', 0));
    expect(new Set([eventId('a', 0), eventId('a', 1), eventId('b', 0), eventId('a#0', 0)]).size).toBe(4);
    expect(validate(eventId('a', 0)) && uuidVersion(eventId('a', 0))).toBe(5);
  });

  it('make a repeated command a duplicate', async () => {
    const { store, log } = open();
    const first = await store.append('s', 'any', [slept, slept], command());
    expect(await store.append('s', 'any', [slept, slept], command())).toEqual({
      ...first,
      status: 'duplicate',
    });
    expect((await stored(log)).map((record) => record.id)).toEqual([
      eventId('command-1', 0),
      eventId('command-1', 1),
    ]);
  });

  it('refuse a command that writes to another stream the second time', async () => {
    const { store } = open();
    await store.append('s', 'any', [slept], command());
    await expect(store.append('t', 'any', [slept], command())).rejects.toMatchObject({
      code: 'event_id_reused',
    });
  });
});

describe('sealed events', () => {
  it('come back as they were, and the log holds no word of them', async () => {
    const { store, log } = open();
    await store.append('s', 'any', [slept], command());
    const [record] = await stored(log);
    expect(Buffer.from(record!.data).includes('private')).toBe(false);
    expect(record!.metadata).toMatchObject({
      subject: 'ada',
      keyOwner: 'user:ada',
      actor: 'test',
      correlationId: 'c',
    });
    expect(record!.metadata).not.toHaveProperty('id');
    expect(await store.readStream('s')).toMatchObject([{ type: 'Slept', data: slept.data, version: 1 }]);
  });

  it('are plain JSON only when nobody owns them', async () => {
    const { store, log } = open();
    const { subject: _, ...nobody } = command();
    await store.append('s', 'any', [slept], nobody);
    expect(JSON.parse(Buffer.from((await stored(log))[0]!.data).toString())).toEqual(slept.data);
    await store.append('s', 'any', [slept], { ...nobody, id: 'command-2', keyOwner: 'terra:7' });
    expect(Buffer.from((await stored(log))[1]!.data).includes('private')).toBe(false);
  });

  it('do not open when their bytes are moved to another event', async () => {
    const { store, log } = open();
    await store.append('s', 'any', [slept], command());
    const [record] = await stored(log);
    const moved: NewRecord = { ...record!, id: randomUUID() };
    await log.append('t', 'any', [moved]);
    const page = await store.readAll(BEGINNING, 10);
    expect(page.events.map((event) => event.unreadable !== undefined)).toEqual([false, true]);
    expect(page.events[1]!.data).toEqual({});
    await expect(store.readStream('t')).rejects.toMatchObject({ code: 'event_unreadable' });
  });

  it('are left out once the key is deleted, and the page still moves on', async () => {
    const { store, keys } = open();
    await store.append('s', 'any', [slept], command());
    await store.append('s', 'any', [slept], command({ id: 'command-2', subject: 'bob' }));
    await keys.erase('user:ada');
    const page = await store.readAll(BEGINNING, 10);
    expect(page.events.map((event) => event.metadata.subject)).toEqual(['bob']);
    expect(page.position).toBe(await store.head());
    expect(await store.readStream('s')).toHaveLength(1);
  });

  it('of someone erased stay left out when the same id comes back, beside what is new', async () => {
    const { store, keys } = open();
    await store.append('s', 'any', [slept], command());
    await keys.erase('user:ada');
    await store.append('s', 'any', [slept], command({ id: 'command-2' }));
    expect((await store.readAll(BEGINNING, 10)).events.map((event) => event.id)).toEqual([
      eventId('command-2', 0),
    ]);
    expect(await store.readStream('s')).toHaveLength(1);
  });
});

describe('schema versions', () => {
  const upcasters: Upcasters = {
    Slept: [
      (data) => ({ minutes: (data as { hours: number }).hours * 60 }),
      (data) => ({ seconds: (data as { minutes: number }).minutes * 60 }),
    ],
  };
  const at = (schemaVersion: number, data: object): NewRecord => ({
    id: randomUUID(),
    type: 'Slept',
    schemaVersion,
    data: Buffer.from(JSON.stringify(data)),
    metadata: { correlationId: 'c', actor: 'test' },
  });

  it('take old data through every step since, and write the newest', async () => {
    const { store, log } = open(upcasters);
    await log.append('s', 'any', [at(1, { hours: 7 }), at(2, { minutes: 420 }), at(3, { seconds: 25_200 })]);
    expect((await store.readStream('s')).map((event) => event.data)).toEqual([
      { seconds: 25_200 },
      { seconds: 25_200 },
      { seconds: 25_200 },
    ]);
    await store.append(
      't',
      'any',
      [
        { type: 'Slept', data: { seconds: 1 } },
        { type: 'Woke', data: {} },
      ],
      command(),
    );
    expect((await stored(log)).slice(3).map((record) => record.schemaVersion)).toEqual([3, 1]);
  });

  it('make what is unknown, undecodable or fails on the way up unreadable, and nothing else', async () => {
    const { store, log } = open({
      Slept: [
        () => {
          throw new Error('no hours');
        },
      ],
    });
    await log.append('s', 'any', [
      at(1, {}),
      at(2, { ok: true }),
      at(3, {}),
      { ...at(2, {}), data: Buffer.from('{') },
    ]);
    const { events } = await store.readAll(BEGINNING, 10);
    expect(events.map((event) => event.unreadable)).toEqual([
      'no hours',
      undefined,
      'unknown schema version 3 of Slept',
      expect.stringContaining('JSON'),
    ]);
    expect(events[1]!.data).toEqual({ ok: true });
  });
});
