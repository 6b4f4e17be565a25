import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each room may import besides itself. Packages: only where listed a room is bound to some. */
const ROOMS: Readonly<Record<string, { rooms: readonly string[]; packages?: readonly string[] }>> = {
  domain: { rooms: [], packages: ['zod', 'node:crypto'] },
  providers: { rooms: ['domain'], packages: ['zod', 'node:crypto', 'node:buffer', 'node:fs'] },
  eventstore: { rooms: ['domain'] },
  commands: { rooms: ['domain', 'providers', 'eventstore'] },
  projections: { rooms: ['domain', 'eventstore'] },
  memory: { rooms: ['domain', 'eventstore'] },
  agent: { rooms: ['domain', 'commands', 'projections', 'memory'] },
  gateway: { rooms: ['domain', 'providers', 'eventstore', 'commands', 'projections', 'memory', 'agent'] },
  app: {
    rooms: [
      'domain',
      'providers',
      'eventstore',
      'commands',
      'projections',
      'memory',
      'agent',
      'gateway',
      'bin',
    ],
  },
};

const isTest = (path: string): boolean => /\.test\.ts$/.test(path) || path.split(sep).includes('testing');

const filesOf = (room: string): string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !isTest(path))
    .map((path) => join(room, path));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
    (found) => found[1]!,
  );

for (const [room, allowed] of Object.entries(ROOMS))
  it(`${room}/ imports only what it may`, () => {
    const wrong: string[] = [];
    for (const file of filesOf(room))
      for (const name of importsOf(file)) {
        if (name.startsWith('.')) {
          const target = relative(root, join(root, file, '..', name)).split(sep)[0]!;
          if (target !== room && !allowed.rooms.includes(target)) wrong.push(`${file} -> ${name}`);
        } else if (allowed.packages !== undefined && !allowed.packages.includes(name))
          wrong.push(`${file} -> ${name}`);
      }
    expect(wrong).toEqual([]);
  });

it('band powers of HRV reach nothing that decides', () => {
  const wrong = Object.keys(ROOMS)
    .filter((room) => room !== 'app')
    .flatMap(filesOf)
    .filter((file) => !file.startsWith(join('domain', 'hrv', 'spectrum')))
    .filter((file) => importsOf(file).some((name) => /\bspectrum\//.test(name)));
  expect(wrong).toEqual([]);
});
