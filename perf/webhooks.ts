import { type ChildProcess, fork, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

/**
 * Signed webhooks at many connections: how fast they are acknowledged after they are durable, against the same
 * server when it verifies and stores nothing. Both run in this one call, in turn, each in a process of its own.
 *
 *   node perf/webhooks.ts [--seconds 10] [--rounds 3] [--connections 100] [--json FILE] [--soak-minutes 5]
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '100' },
    json: { type: 'string' },
    'soak-minutes': { type: 'string', default: '0' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const connections = Number(values.connections);
const SECRET = 'perf-signing-secret';

const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A Terra sleep of about 1 KB, and a short notice the size of Oura's, about 250 B. Every body is another one. */
const BODIES = {
  'terra 1 KB': (id: string, user: number): string =>
    JSON.stringify({
      type: 'sleep',
      version: '2022-03-16',
      user: {
        user_id: `perf-${user}`,
        provider: 'PERF',
        reference_id: `perf-user-${user}`,
        scopes: 'daily,sleep',
        active: true,
        last_webhook_update: '2026-01-02T08:00:00.000000+00:00',
      },
      data: [
        {
          metadata: {
            start_time: '2026-01-01T23:00:00.000000+00:00',
            end_time: '2026-01-02T07:00:00.000000+00:00',
            is_nap: false,
            summary_id: id,
            upload_type: 2,
            timestamp_localization: 1,
          },
          heart_rate_data: {
            summary: {
              avg_hr_bpm: 55.2,
              resting_hr_bpm: 49,
              min_hr_bpm: 46,
              max_hr_bpm: 78,
              avg_hrv_rmssd: 47.1,
              avg_hrv_sdnn: null,
            },
            detailed: { hr_samples: [], hrv_samples_rmssd: [], hrv_samples_sdnn: [] },
          },
          respiration_data: {
            breaths_data: { avg_breaths_per_min: 14.2 },
            oxygen_saturation_data: { avg_saturation_percentage: 96.5 },
          },
          sleep_durations_data: {
            sleep_efficiency: 92,
            asleep: { duration_asleep_state_seconds: 26_100, duration_deep_sleep_state_seconds: 5_400 },
          },
        },
      ],
    }),
  'notice 250 B': (id: string, user: number): string =>
    JSON.stringify({
      type: 'processing',
      version: '2022-03-16',
      object_id: id,
      event_time: '2026-01-01T08:00:00+00:00',
      user: { user_id: `perf-${user}`, reference_id: `perf-user-${user}`, provider: 'PERF', active: true },
    }),
} as const;
type Size = keyof typeof BODIES;
const USERS = 500;

interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const startCeiling = async (): Promise<Server> => {
  const child = fork(program('./verify-only-server.ts'), {
    env: { ...process.env, PORT: '0', TERRA_SIGNING_SECRET: SECRET, LOG_LEVEL: 'warn', DATABASE_URL: '' },
  });
  const url = await new Promise<string>((resolve) =>
    child.once('message', (message: { address: string }) => resolve(message.address)),
  );
  return { url, pid: child.pid!, stop: async () => void child.kill() };
};

const startAuren = async (): Promise<Server> => {
  const parent = await mkdtemp(join(os.tmpdir(), 'auren-perf-'));
  await chmod(parent, 0o711);
  const child: ChildProcess = spawn(process.execPath, [program('../bin/auren.ts'), 'serve'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      AUREN_DATA_DIR: join(parent, 'data'),
      TERRA_SIGNING_SECRET: SECRET,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const url = await new Promise<string>((resolve) =>
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /API +(http:\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    }),
  );
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(parent, { recursive: true, force: true });
    },
  };
};

interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
}

const load = async (url: string, size: Size, durationS: number): Promise<Figures> => {
  const make = BODIES[size];
  let count = 0;
  const result = await autocannon({
    url: `${url}/webhooks/terra`,
    connections,
    duration: durationS,
    method: 'POST',
    requests: [
      {
        setupRequest: (request) => {
          const id = randomUUID();
          const body = make(id, count++ % USERS);
          const t = Math.floor(Date.now() / 1_000);
          const signature = createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex');
          return {
            ...request,
            body,
            headers: {
              'content-type': 'application/json',
              'terra-signature': `t=${t},v1=${signature}`,
              'x-terra-trace-id': id,
            },
          };
        },
      },
    ],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx + result.errors,
  };
};

const median = (items: readonly number[]): number => items.toSorted((a, b) => a - b)[items.length >> 1]!;
const residentMb = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

const results: Record<string, unknown>[] = [];
for (const size of Object.keys(BODIES) as Size[]) {
  const runs: { stored: Figures; ceiling: Figures }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const ceilingServer = await startCeiling();
    await load(ceilingServer.url, size, 2);
    const ceiling = await load(ceilingServer.url, size, seconds);
    await ceilingServer.stop();
    const auren = await startAuren();
    await load(auren.url, size, 2);
    const stored = await load(auren.url, size, seconds);
    await auren.stop();
    runs.push({ stored, ceiling });
    console.log(
      `${size}, round ${round}: ${stored.perSecond.toFixed(0)}/s stored (p50 ${stored.p50Ms} ms, p99 ${stored.p99Ms} ms, ${stored.refused} refused), ` +
        `${ceiling.perSecond.toFixed(0)}/s verified only (p99 ${ceiling.p99Ms} ms), ratio ${(stored.perSecond / ceiling.perSecond).toFixed(2)}`,
    );
  }
  results.push({
    size,
    connections,
    stored_per_s: median(runs.map((run) => run.stored.perSecond)),
    ceiling_per_s: median(runs.map((run) => run.ceiling.perSecond)),
    ratio: median(runs.map((run) => run.stored.perSecond / run.ceiling.perSecond)),
    p50_ms: median(runs.map((run) => run.stored.p50Ms)),
    p99_ms: median(runs.map((run) => run.stored.p99Ms)),
    refused: runs.reduce((sum, run) => sum + run.stored.refused, 0),
  });
}

const soakMinutes = Number(values['soak-minutes']);
if (soakMinutes > 0) {
  const auren = await startAuren();
  const samples: number[] = [];
  for (let step = 0; step < soakMinutes * 6; step++) {
    const figures = await load(auren.url, 'terra 1 KB', 10);
    samples.push(await residentMb(auren.pid));
    console.log(
      `soak ${(step + 1) * 10} s: ${figures.perSecond.toFixed(0)}/s, p99 ${figures.p99Ms} ms, gateway ${samples.at(-1)!.toFixed(0)} MB`,
    );
  }
  await auren.stop();
  const half = samples.slice(samples.length >> 1);
  results.push({
    soak_minutes: soakMinutes,
    resident_mb: samples.map(Math.round),
    growth_second_half_mb: half.at(-1)! - half[0]!,
  });
}

console.table(results);
if (values.json !== undefined)
  await writeFile(
    values.json,
    `${JSON.stringify({ benchmark: 'webhooks', hardware: { cpu: os.cpus()[0]?.model, cpus: os.cpus().length, node: process.version, system: os.release() }, results }, null, 2)}\n`,
  );
