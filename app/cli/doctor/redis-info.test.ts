import { describe, expect, it } from 'vitest';
import { memoryFinding, readRedisInfo, serverFinding } from './redis-info.ts';

const MIB = 1024 * 1024;
const infoOf = (facts: Record<string, string | number>) =>
  readRedisInfo(
    ['# Server', ...Object.entries({ redis_version: '7.2.7', role: 'master', cluster_enabled: 0, ...facts })]
      .map((line) => (typeof line === 'string' ? line : line.join(':')))
      .join('\r\n'),
  );

describe('a Redis server', () => {
  const levelOf = (facts: Record<string, string | number>, inCluster = false): string =>
    serverFinding('Redis', infoOf(facts), 1, inCluster).level;

  it('is taken from version 5 on', () => {
    expect(['4.0.14', '5.0.0', '8.2.1'].map((version) => levelOf({ redis_version: version }))).toEqual([
      'bad',
      'ok',
      'ok',
    ]);
  });

  it('must be a cluster exactly where several are named', () => {
    const levels = [0, 1].flatMap((enabled) =>
      [false, true].map((several) => levelOf({ cluster_enabled: enabled }, several)),
    );
    expect(levels).toEqual(['ok', 'bad', 'bad', 'ok']);
  });

  it('is no replica, unless it is a node of a cluster', () => {
    expect(levelOf({ role: 'slave' })).toBe('bad');
    expect(levelOf({ role: 'slave', cluster_enabled: 1 }, true)).toBe('ok');
  });
});

describe('the memory of a Redis server', () => {
  const memory = (policy: string, most: number, used: number) =>
    memoryFinding(
      infoOf({
        maxmemory_policy: policy,
        maxmemory: most * MIB,
        used_memory: used * MIB,
        total_system_memory: 1_000 * MIB,
      }),
    );

  it.each([
    ['volatile-lru', 256, 255, 'ok'],
    ['allkeys-lru', 256, 1, 'warn'],
    ['allkeys-lru', 0, 1, 'ok'],
    ['noeviction', 256, 200, 'ok'],
    ['noeviction', 256, 210, 'warn'],
    ['noeviction', 32, 1, 'warn'],
    ['noeviction', 0, 790, 'ok'],
    ['noeviction', 0, 810, 'warn'],
  ])('%s, %i MiB allowed, %i used: %s', (policy, most, used, level) => {
    expect(memory(policy, most, used).level).toBe(level);
  });

  it('is told in numbers', () => {
    expect(memory('noeviction', 0, 3).says).toBe('3 MiB of 1000 MiB (of the machine, no limit), noeviction');
  });
});
