import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkMasterKey } from '../../../eventstore/postgres/postgres-vault.ts';
import { connectPool } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import type { Database } from '../../engines.ts';
import { CLOSED_PORT } from '../../testing/nobody.ts';
import { examinePostgres } from './postgres.ts';

const name = `auren_test_${randomBytes(6).toString('hex')}`;
const databaseAt = (url: string, masterKey = Buffer.alloc(32, 1)): Database => ({
  url,
  masterKey,
  kind: 'given',
  lost: new Promise<never>(() => {}),
  stop: async () => {},
});

describe('a PostgreSQL server', () => {
  let server: pg.Client;
  let url: string;
  let pool: pg.Pool;
  beforeAll(async () => {
    server = new pg.Client({ connectionString: inject('databaseServerUrl') });
    await server.connect();
    await server.query(`create database ${name}`);
    await server.query(`create role ${name} nologin connection limit 30`);
    const own = new URL(inject('databaseServerUrl'));
    own.pathname = `/${name}`;
    url = own.href;
    pool = connectPool(url, 'test', 1);
  });
  afterAll(async () => {
    await pool?.end();
    await server?.query(`drop database if exists ${name} with (force)`);
    await server?.query(`drop role if exists ${name}`);
    await server?.end();
  });
  const levels = async (database = databaseAt(url)) => {
    const { findings, isUsable } = await examinePostgres(database);
    return { isUsable, ...Object.fromEntries(findings.map(({ about, level }) => [about, level])) };
  };

  it('is well before the first start, which alone makes the schema', async () => {
    expect(await levels()).toEqual({
      isUsable: false,
      database: 'ok',
      durability: 'ok',
      'database rights': 'ok',
      schema: 'warn',
      timescaledb: 'ok',
      connections: 'ok',
      'database clock': 'ok',
    });
    const { rows } = await pool.query(`select nspname from pg_namespace where nspname in ('log', 'vault')`);
    expect(rows).toEqual([]);
  });

  it('says which key it belongs to once it has one, and not by looking', async () => {
    await migrate(url);
    expect(await levels()).not.toHaveProperty('master key');
    await checkMasterKey(pool, Buffer.alloc(32, 1));
    expect(await levels()).toMatchObject({ isUsable: true, schema: 'ok', 'master key': 'ok' });
    const other = databaseAt(url, Buffer.alloc(32, 2));
    expect(await levels(other)).toMatchObject({ isUsable: false, 'master key': 'bad' });
  });

  it('an account without rights and with few connections is told what to grant', async () => {
    const restricted = `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${name}`)}`;
    const { findings } = await examinePostgres(databaseAt(restricted));
    const of = (about: string) => findings.find((finding) => finding.about === about);
    expect(of('master key')).toMatchObject({
      level: 'bad',
      says: expect.stringContaining('permission denied'),
    });
    expect(of('database rights')).toMatchObject({
      level: 'bad',
      remedy: expect.stringContaining(
        `grant create on database "${name}" to "${name}"; grant all on schema access`,
      ),
    });
    expect(of('connections')).toMatchObject({ level: 'bad', says: expect.stringMatching(/^30 at once/) });
  });
});

it('nobody listens: says where, names no password', async () => {
  const { findings, isUsable } = await examinePostgres(
    databaseAt(`postgres://someone:secret-word@127.0.0.1:${CLOSED_PORT}/auren`),
  );
  expect(isUsable).toBe(false);
  expect(findings).toMatchObject([
    {
      level: 'bad',
      about: 'database',
      says: expect.stringContaining(`127.0.0.1:${CLOSED_PORT}/auren`),
      remedy: expect.stringContaining('DATABASE_URL'),
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain('secret-word');
});
