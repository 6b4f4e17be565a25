import { describe, expect, it } from 'vitest';
import { createTestRedis, REDIS_URL, WITHOUT_REDIS } from '../../../memory/hot/testing/test-redis.ts';
import { CLOSED_PORT } from '../../testing/nobody.ts';
import { examineRedis } from './redis.ts';
import { settings } from './testing/settings.ts';

it('is not looked at where it is not set', async () => {
  expect(await examineRedis(settings({}))).toEqual([]);
});

it('nobody listens: says where and what to do, names no password', async () => {
  const findings = await examineRedis(
    settings({ REDIS_URL: `redis://u:secret-word@127.0.0.1:${CLOSED_PORT}` }),
  );
  expect(findings).toMatchObject([
    {
      level: 'bad',
      about: 'redis',
      says: expect.stringContaining(`127.0.0.1:${CLOSED_PORT}: connect ECONNREFUSED`),
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain('secret-word');
});

describe.skipIf(REDIS_URL === undefined)(`against Redis${WITHOUT_REDIS}`, () => {
  it('finds a server well, and leaves nothing behind', async () => {
    const config = settings({ REDIS_URL: REDIS_URL! });
    const findings = await examineRedis(config);
    expect(findings.filter(({ level }) => level === 'bad')).toEqual([]);
    expect(findings.map(({ about }) => about)).toEqual([
      'redis',
      'redis memory',
      'redis clock',
      'redis rights',
    ]);
    expect(findings[0]!.says).toMatch(/version \d+\.\d+\S*, single, [\d.]+ ms$/);
    const redis = await createTestRedis();
    expect(await redis.client.keys(`auren:${config.namespace}:*`)).toEqual([]);
    await redis.close();
  });

  it('a user that may only read is told which rights are missing', async () => {
    const redis = await createTestRedis();
    const user = redis.keyPrefix.replace(/:$/, '');
    await redis.client.call(
      'ACL',
      'SETUSER',
      user,
      'on',
      '>secret-word',
      '~*',
      '+@read',
      '+@connection',
      '+info',
      '+time',
    );
    const url = new URL(REDIS_URL!);
    url.username = user;
    url.password = 'secret-word';
    try {
      const rights = (await examineRedis(settings({ REDIS_URL: url.href }))).find(
        ({ about }) => about === 'redis rights',
      );
      expect(rights).toMatchObject({
        level: 'bad',
        says: expect.stringContaining('NOPERM'),
        remedy: expect.stringContaining('+@write'),
      });
      url.password = 'wrong';
      const refused = await examineRedis(settings({ REDIS_URL: url.href }));
      expect(refused).toMatchObject([{ level: 'bad', remedy: expect.stringContaining('user and password') }]);
    } finally {
      await redis.client.call('ACL', 'DELUSER', user);
      await redis.close();
    }
  });
});
