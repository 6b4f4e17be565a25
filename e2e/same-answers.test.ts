import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../eventstore/eventstoredb/testing/fake-server.ts';
import { type DataDir, type Environment, makeDataDir, startAuren } from './testing/auren.ts';
import { createOwnEngines, HAS_ENGINES, type OwnEngines, WITHOUT_ENGINES } from './testing/engines.ts';
import { createOwnDatabase, type OwnDatabase } from './testing/own-database.ts';
import { everyPage } from './testing/pages.ts';
import { untilSettled } from './testing/settled.ts';
import { type Answer, ask, postTerra } from './testing/terra.ts';

const folder = new URL('../../shared/data/nights/', import.meta.url);
const isHere = existsSync(folder);
const why = isHere ? WITHOUT_ENGINES : ' (skipped: ../shared/data is not here)';

const BUCKETS = ['raw', '5m', '1h', '1d'] as const;
const AT_ONCE = 20;
const AUREN_RULESET = 'neuros-cns/0.1';

/** What the API says, by person and question, as text. */
type Said = Map<string, string>;

/** Of the run and not of the data: `as_of` is when an input was recorded. */
const withoutTheRun = (value: unknown): string =>
  JSON.stringify(value, (key, inner) => (key === 'as_of' ? '(of the run)' : inner));

interface Night {
  readonly event_id: string;
  readonly supersedes: string | null;
  /** Of the newest night alone. */
  readonly kpis?: readonly { readonly event_ids: unknown }[];
}
/** How often a night was decided while its inputs came in is of the run, and the ids of its decisions count them. */
const withoutItsIds = ({ event_id: _, supersedes: __, kpis, ...night }: Night): object => ({
  ...night,
  kpis: kpis?.map(({ event_ids: ___, ...kpi }) => kpi),
});

interface Entry {
  readonly event_id: string;
  readonly kind: string;
  readonly date: string | null;
  readonly summary: Readonly<Record<string, unknown>>;
}
/** For the same reason, of the decisions about a night only the last; of all else everything but the clock. */
const outcomeOf = (newestFirst: readonly Entry[]): object => {
  const nights = new Map<string, unknown>();
  const others: unknown[] = [];
  for (const { event_id, kind, date, summary } of newestFirst)
    if (!kind.startsWith('Night')) others.push({ event_id, kind, date, summary });
    else if (!nights.has(date!)) nights.set(date!, [summary['state'], summary['confidence']]);
  return { nights: [...nights].toSorted(), others };
};

/** Posts all recordings to an AUREN with these settings, waits until all is read, and asks everything there is. */
const answersOf = async (lines: readonly string[], dataDir: string, settings: Environment): Promise<Said> => {
  const auren = await startAuren(dataDir, settings);
  try {
    for (let i = 0; i < lines.length; i += AT_ONCE) {
      const posted = lines.slice(i, i + AT_ONCE).map((line) => {
        // The same delivery in every run.
        const trace = createHash('sha256').update(line).digest('hex').slice(0, 32);
        return postTerra(auren.url, line, { 'x-terra-trace-id': trace });
      });
      for (const { status } of await Promise.all(posted)) expect(status).toBe(202);
    }
    await untilSettled(auren.url, auren.adminToken);
    const get = (path: string): Promise<Answer> =>
      ask(auren.url, auren.adminToken, path, { headers: { prefer: 'respond-async' } });
    const chat = async (user_id: string): Promise<Record<string, unknown>> => {
      const body = JSON.stringify({ user_id, message: 'How am I, and why?' });
      return (await ask(auren.url, auren.adminToken, '/api/v1/chat', { method: 'POST', body })).json;
    };
    const document = (await (await fetch(`${auren.url}/openapi.json`)).json()) as OpenApi;
    const said: Said = new Map();
    for (const user of new Set(lines.map((line) => JSON.parse(line).user.reference_id as string))) {
      const at = `/api/v1/users/${user}`;
      const all = <T>(path: string): Promise<T[]> =>
        everyPage<T>((cursor) => get(`${path}limit=1000${cursor}`));
      const nights = await all<Night>(`${at}/nights?`);
      said.set(`${user} nights`, withoutTheRun(nights.map(withoutItsIds)));
      const { json: state } = await get(`${at}/state`);
      said.set(`${user} state`, withoutTheRun(withoutItsIds(state as never)));
      for (const metric of metricsIn(document))
        for (const bucket of BUCKETS) {
          const readings = await all(`${at}/readings?metric=${metric}&bucket=${bucket}&`);
          said.set(`${user} ${metric} ${bucket}`, withoutTheRun(readings));
        }
      const timeline = await all<Entry>(`${at}/timeline?`);
      said.set(`${user} timeline`, JSON.stringify(outcomeOf(timeline)));
      said.set(`${user} chat`, JSON.stringify(saidIn(await chat(user))));
    }
    return said;
  } finally {
    await auren.stop();
  }
};

/** Not the memories: a tier that is late leaves some out, and Chroma's search is approximate. */
const saidIn = ({
  response,
  state,
  date,
  confidence,
  data_quality,
  sources,
}: Record<string, unknown>): object => ({
  response,
  state,
  date,
  confidence,
  data_quality,
  // A night's own decision is among the events.
  sources: (sources as { event_ids: unknown }[]).map(({ event_ids: _, ...source }) => source),
});

interface OpenApi {
  readonly paths: Record<string, { get: { parameters: { name: string; schema: { enum?: string[] } }[] } }>;
}
const metricsIn = ({ paths }: OpenApi): string[] =>
  paths['/api/v1/users/{id}/readings']!.get.parameters.find(({ name }) => name === 'metric')!.schema.enum!;

describe.skipIf(!isHere || !HAS_ENGINES)(
  `480 real nights on embedded parts and on real engines${why}`,
  () => {
    const lines = isHere
      ? readFileSync(new URL('lifesnaps.terra.ndjson', folder), 'utf8').trim().split('\n')
      : [];
    let data: DataDir;
    let embedded: Said;
    beforeAll(async () => {
      data = await makeDataDir();
      embedded = await answersOf(lines, data.path, { AUREN_RULESET });
    });
    afterAll(() => data?.remove());

    it('is all of them', () => {
      expect(lines).toHaveLength(480);
      expect(embedded.size).toBeGreaterThan(3 * 4);
    });

    it.each(['PostgreSQL', 'EventStoreDB'])('the same bytes with the log in %s', async (log) => {
      const database: OwnDatabase = await createOwnDatabase();
      const engines: OwnEngines = await createOwnEngines();
      const eventStore = log === 'EventStoreDB' ? await startFakeServer() : undefined;
      const own = await makeDataDir();
      try {
        const answers = await answersOf(lines, own.path, {
          ...engines.settings,
          AUREN_RULESET,
          DATABASE_URL: database.url,
          AUREN_MASTER_KEY: randomBytes(32).toString('base64'),
          ...(eventStore === undefined ? {} : { EVENTSTORE_URL: eventStore.url }),
        });
        expect([...answers.keys()]).toEqual([...embedded.keys()]);
        const different = [...embedded.keys()].filter((key) => answers.get(key) !== embedded.get(key));
        expect(different).toEqual([]);
      } finally {
        await eventStore?.close();
        await engines.remove();
        await database.remove();
        await own.remove();
      }
    });
  },
);
