import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../domain/errors.ts';
import type { AppendResult, Expected } from './event-log.ts';
import { createGroupCommit, type GroupCommitLimits, type QueuedAppend } from './group-commit.ts';

const LIMITS: GroupCommitLimits = {
  maxAppends: 500,
  maxBytes: 1e6,
  maxQueuedAppends: 10_000,
  maxQueuedBytes: 1e9,
};

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let next = 0;
const item = (
  stream: string,
  expected: Expected,
  ids: readonly number[] = [++next + 1_000_000],
  bytes = 10,
): QueuedAppend => ({
  stream,
  expected,
  records: ids.map((n) => ({
    id: id(n),
    type: 'Happened',
    schemaVersion: 1,
    data: new Uint8Array(bytes),
    metadata: { correlationId: 'c', actor: 'test' },
  })),
});

type Answer = readonly (AppendResult | CodedError)[];
const appended = (group: readonly QueuedAppend[]): Answer =>
  group.map((_, i) => ({ status: 'appended', version: 1, position: BigInt(i + 1) }));

/** A log whose groups are held until they are let go. */
const heldLog = (limits: Partial<GroupCommitLimits> = {}) => {
  const groups: (readonly QueuedAppend[])[] = [];
  const gates: { open: (answer: Answer) => void; fail: (error: unknown) => void }[] = [];
  const arrivals: (() => void)[] = [];
  const commits = createGroupCommit(
    (group) =>
      new Promise<Answer>((open, fail) => {
        groups.push(group);
        gates.push({ open, fail });
        arrivals.shift()?.();
      }),
    { ...LIMITS, ...limits },
  );
  return {
    commits,
    groups,
    /** Resolves when the given group has been sent. */
    sent: async (number: number): Promise<void> => {
      while (groups.length < number) await new Promise<void>((resolve) => arrivals.push(resolve));
    },
    release: (number: number, answer = appended(groups[number - 1]!)): void =>
      gates[number - 1]!.open(answer),
    fail: (number: number, error: unknown): void => gates[number - 1]!.fail(error),
  };
};
const names = (group: readonly QueuedAppend[] | undefined): string[] =>
  (group ?? []).map((one) => one.stream);

describe('group commit', () => {
  it('has one group in flight; what comes meanwhile rides the next', async () => {
    const log = heldLog();
    const first = log.commits.append(item('a', 'any'));
    await log.sent(1);
    const rest = ['b', 'c', 'd'].map((stream) => log.commits.append(item(stream, 'any')));
    expect(log.groups).toHaveLength(1);
    log.release(1);
    await first;
    await log.sent(2);
    expect(names(log.groups[1])).toEqual(['b', 'c', 'd']);
    log.release(2);
    await Promise.all(rest);
  });

  it('merges appends with any to one stream, in order', async () => {
    const log = heldLog();
    const items = [1, 2, 3].map((n) => item('a', 'any', [n]));
    const all = Promise.all(items.map(log.commits.append));
    await log.sent(1);
    expect(log.groups[0]!.map((one) => one.records[0]!.id)).toEqual([id(1), id(2), id(3)]);
    log.release(1);
    await all;
  });

  it('leaves an append with an expectation alone on its stream, and overtakes nothing of that stream', async () => {
    const log = heldLog();
    const all = Promise.all(
      [
        item('a', 0, [11]),
        item('a', 'any', [12]),
        item('b', 'any', [13]),
        item('a', 1, [14]),
        item('b', 'none', [15]),
      ].map(log.commits.append),
    );
    const ids = (n: number): string[] => log.groups[n]!.map((one) => one.records[0]!.id);
    await log.sent(1);
    expect(ids(0)).toEqual([id(11), id(13)]);
    log.release(1);
    await log.sent(2);
    expect(ids(1)).toEqual([id(12), id(15)]);
    log.release(2);
    await log.sent(3);
    expect(ids(2)).toEqual([id(14)]);
    log.release(3);
    await all;
  });

  it('sends an append that is asked for again while it waits or flies once, and calls the repeats duplicates', async () => {
    const log = heldLog();
    const same = item('a', 'any', [21, 22]);
    const first = log.commits.append(same);
    const waiting = log.commits.append(same);
    await log.sent(1);
    const flying = log.commits.append({ ...same, records: [...same.records] });
    log.release(1);
    expect(await Promise.all([first, waiting, flying])).toEqual([
      { status: 'appended', version: 1, position: 1n },
      { status: 'duplicate', version: 1, position: 1n },
      { status: 'duplicate', version: 1, position: 1n },
    ]);
    expect(log.groups.map(names)).toEqual([['a']]);
  });

  it('does not take an append for a repeat that differs in stream, expectation or later ids', async () => {
    const log = heldLog();
    const all = Promise.all(
      [
        item('a', 'any', [31, 32]),
        item('b', 'any', [31, 32]),
        item('a', 'none', [31, 32]),
        item('a', 'any', [31, 33]),
        item('a', 'any', [31]),
      ].map(log.commits.append),
    );
    for (const number of [1, 2, 3, 4, 5]) {
      await log.sent(number);
      expect(log.groups[number - 1]).toHaveLength(1);
      log.release(number);
    }
    await all;
  });

  it('never has a record id twice in one group', async () => {
    const log = heldLog();
    const all = Promise.all([item('a', 'any', [41]), item('b', 'any', [42, 41])].map(log.commits.append));
    await log.sent(1);
    expect(names(log.groups[0])).toEqual(['a']);
    log.release(1);
    await log.sent(2);
    expect(names(log.groups[1])).toEqual(['b']);
    log.release(2);
    await all;
  });

  it('says saturated when too many appends or bytes wait, repeats included, and recovers', async () => {
    const log = heldLog({ maxQueuedAppends: 3, maxQueuedBytes: 100 });
    const same = item('a', 'any', [51], 10);
    const all = [log.commits.append(same), log.commits.append(same)];
    await expect(log.commits.append(item('b', 'any', [52], 91))).rejects.toMatchObject({
      code: 'saturated',
      status: 503,
    });
    all.push(log.commits.append(item('b', 'any', [53], 90)));
    expect(log.commits.depth()).toEqual({ appends: 3, bytes: 100 });
    await expect(log.commits.append(same)).rejects.toMatchObject({ code: 'saturated', retryAfterS: 1 });
    for (const number of [1, 2]) {
      await log.sent(number);
      log.release(number);
    }
    await Promise.all(all);
    expect(log.commits.depth()).toEqual({ appends: 0, bytes: 0 });
    const later = log.commits.append(same);
    await log.sent(3);
    log.release(3);
    expect(await later).toMatchObject({ status: 'appended' });
  });

  it('takes an append of any size when nothing else waits', async () => {
    const log = heldLog({ maxQueuedBytes: 100, maxBytes: 50 });
    const large = log.commits.append(item('a', 'any', [61], 1_000));
    await log.sent(1);
    log.release(1);
    expect(await large).toMatchObject({ status: 'appended' });
  });

  it('bounds a group by appends and by bytes; one above the bound goes alone', async () => {
    const log = heldLog({ maxAppends: 3, maxBytes: 100 });
    const all = Promise.all(
      [60, 60, 30, 10, 500, 20].map((bytes, i) => log.commits.append(item(`s${i}`, 'any', [71 + i], bytes))),
    );
    const expected = [['s0', 's2', 's3'], ['s1', 's5'], ['s4']];
    for (const [i, group] of expected.entries()) {
      await log.sent(i + 1);
      expect(names(log.groups[i])).toEqual(group);
      log.release(i + 1);
    }
    await all;
  });

  it('fails the one that is refused, and not its neighbours', async () => {
    const log = heldLog();
    const all = Promise.allSettled(['a', 'b', 'c'].map((stream) => log.commits.append(item(stream, 'any'))));
    await log.sent(1);
    const [a, , c] = appended(log.groups[0]!);
    log.release(1, [a!, new CodedError('append_invalid', 500, 'no'), c!]);
    expect((await all).map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails a whole group with its statement, repeats too, and goes on with the next', async () => {
    const log = heldLog();
    const same = item('a', 'any', [81]);
    const lost = Promise.allSettled([log.commits.append(same), log.commits.append(same)]);
    await log.sent(1);
    const next = log.commits.append(item('b', 'any'));
    log.fail(1, new CodedError('engine_unavailable', 503, 'gone'));
    expect((await lost).map((one) => one.status)).toEqual(['rejected', 'rejected']);
    await log.sent(2);
    log.release(2);
    expect(await next).toMatchObject({ status: 'appended' });
  });

  it('is idle when nothing is queued or in flight', async () => {
    const log = heldLog();
    await log.commits.idle();
    const order: string[] = [];
    const append = log.commits.append(item('a', 'any')).then(() => order.push('append'));
    const idle = log.commits.idle().then(() => order.push('idle'));
    await log.sent(1);
    log.release(1);
    await Promise.all([append, idle]);
    expect(order).toEqual(['append', 'idle']);
  });

  it('answers every append exactly once and keeps each stream in order, whatever comes', async () => {
    const one = fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      expected: fc.constantFrom<Expected>('any', 'none', 2),
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 3 }),
      bytes: fc.integer({ min: 0, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 40 }), async (wanted) => {
        const sent: QueuedAppend[] = [];
        const commits = createGroupCommit(
          async (group) => {
            const streams = new Map<string, Expected[]>();
            for (const { stream, expected } of group)
              streams.set(stream, [...(streams.get(stream) ?? []), expected]);
            for (const kinds of streams.values())
              if (kinds.length > 1) expect(kinds.every((kind) => kind === 'any')).toBe(true);
            const ids = group.flatMap((each) => each.records.map((record) => record.id));
            expect(new Set(ids).size).toBe(ids.length);
            expect(group.length).toBeLessThanOrEqual(4);
            sent.push(...group);
            await Promise.resolve();
            return appended(group);
          },
          { ...LIMITS, maxAppends: 4, maxBytes: 60 },
        );
        const items = wanted.map(({ stream, expected, ids, bytes }) => item(stream, expected, ids, bytes));
        const results = await Promise.all(items.map(commits.append));
        expect(results.filter((result) => result.status === 'appended')).toHaveLength(sent.length);
        for (const stream of ['a', 'b', 'c']) {
          const order = sent
            .filter((each) => each.stream === stream)
            .map((each) => items.findIndex((i) => i.records === each.records));
          expect(order).toEqual(order.toSorted((x, y) => x - y));
        }
        expect(commits.depth()).toEqual({ appends: 0, bytes: 0 });
      }),
      { numRuns: 200 },
    );
  });
});
