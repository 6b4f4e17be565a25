import { describe, expect, it } from 'vitest';
import { locateBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './error.ts';
import { explain } from './launch.ts';
import { serverSettings } from './settings.ts';

const at = '2026-03-01 10:00:00.000 UTC [4711]';

describe('why a server ended while starting', () => {
  it('knows another server by its lock file', () => {
    const lines = [
      `${at} FATAL:  lock file "postmaster.pid" already exists`,
      `${at} HINT:  Is another postmaster (PID 17) running in data directory "/data/postgres"?`,
    ];
    expect(explain(lines, 'log')).toMatchObject({ kind: 'held', detail: expect.stringContaining('PID 17') });
  });

  it('knows the remains of a killed server by their shared memory', () => {
    const line = `${at} FATAL:  pre-existing shared memory block (key 8257, ID 3) is still in use`;
    expect(explain([line], 'log').kind).toBe('held');
  });

  it('knows a port that was taken in between', () => {
    const lines = [
      `${at} LOG:  could not bind IPv4 address "127.0.0.1": Address already in use`,
      `${at} FATAL:  could not create any TCP/IP sockets`,
    ];
    expect(explain(lines, 'log').kind).toBe('port_taken');
  });

  it('hands on the words of PostgreSQL for everything else, without time and process id', () => {
    const lines = [
      `${at} FATAL:  database files are incompatible with server`,
      `${at} DETAIL:  The data directory was initialized by PostgreSQL version 17.`,
    ];
    const failure = (() => {
      try {
        return explain(lines, '/data/postgres.log');
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(EmbeddedPostgresError);
    expect(failure).toMatchObject({ code: 'postgres_start_failed' });
    expect(String(failure)).toContain(
      'FATAL:  database files are incompatible with server DETAIL:  The data directory was initialized by PostgreSQL version 17.',
    );
    expect(String(failure)).toContain('/data/postgres.log');
    expect(String(failure)).not.toContain('4711');
  });
});

describe('server settings', () => {
  it('never trade durability for speed', () => {
    expect(serverSettings(5432, 1)).toMatchObject({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    });
  });

  it('take less memory on a small machine', () => {
    const gib = 1024 ** 3;
    expect([0.25, 1, 2, 64].map((size) => serverSettings(5432, size * gib).shared_buffers)).toEqual([
      '16MB',
      '64MB',
      '256MB',
      '256MB',
    ]);
  });
});

describe('platforms', () => {
  it.each([
    ['win32', 'x64'],
    ['linux', 's390x'],
  ])('%s %s is refused with a way out', async (platform, architecture) => {
    await expect(locateBinaries(platform, architecture)).rejects.toMatchObject({
      code: 'unsupported_platform',
      message: expect.stringContaining('DATABASE_URL'),
    });
  });
});
