import { expect, it } from 'vitest';
import type { OptionalProbe } from './dependency-checks.ts';
import { watchEngines } from './engine-watch.ts';
import type { OptionalEngineName } from './engines/explain.ts';
import { createEngineGuard } from './guards/engine-guard.ts';

const createLog = () => {
  const lines: { level: string; engine: string; text: string }[] = [];
  const write =
    (level: string) =>
    ({ engine }: { engine: string }, text: string): void => {
      lines.push({ level, engine, text });
    };
  return { lines, logger: { info: write('info'), warn: write('warn') } as never };
};

const probeOf = (name: OptionalEngineName, probe: () => Promise<void>): OptionalProbe => ({
  name,
  guard: createEngineGuard(name),
  probe,
});

it('says nothing of engines that answer', async () => {
  const { lines, logger } = createLog();
  const asked = Promise.withResolvers<void>();
  watchEngines([probeOf('kafka', async () => asked.resolve())], logger, 1);
  await asked.promise;
  await new Promise(setImmediate);
  expect(lines).toEqual([]);
});

it('warns once of one that does not, with variable, reason, what works and what to do; and says when it is back', async () => {
  const { lines, logger } = createLog();
  const back = Promise.withResolvers<void>();
  let asked = 0;
  const watch = watchEngines(
    [
      probeOf('redis', async () => {
        if (++asked < 4) throw new Error('connect ECONNREFUSED');
        setImmediate(() => back.resolve());
      }),
    ],
    logger,
    1,
  );
  await back.promise;
  watch.stop();
  expect(lines.map(({ level, engine }) => [level, engine])).toEqual([
    ['warn', 'redis'],
    ['info', 'redis'],
  ]);
  for (const part of ['REDIS_URL', 'ECONNREFUSED', 'recall answers', 'start it'])
    expect(lines[0]!.text).toContain(part);
});

it('is silent once it is stopped', async () => {
  const { lines, logger } = createLog();
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const probe = (): Promise<void> => {
    asked.resolve();
    return answer.promise;
  };
  const watch = watchEngines([probeOf('chroma', probe)], logger, 1);
  await asked.promise;
  watch.stop();
  answer.reject(new Error('closed'));
  await new Promise(setImmediate);
  expect(lines).toEqual([]);
});
