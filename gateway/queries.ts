import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rulesetIds } from '../domain/autonomic/assess.ts';
import { type MetricName, metrics as vocabulary } from '../domain/metrics/vocabulary.ts';
import { type InterventionOfNight, interventionsOfNights } from '../projections/intervention-queries.ts';
import { latestNights, type NightItem, nightsPage } from '../projections/night-queries.ts';
import type { Page } from '../projections/pages.ts';
import { cognitiveModeOf, kpisOn, type NoticeItem, noticesOf } from '../projections/presence-queries.ts';
import { readingBuckets } from '../projections/reading-buckets.ts';
import { readingsPage } from '../projections/reading-queries.ts';
import { sleepOn } from '../projections/sleep-queries.ts';
import { timelinePage } from '../projections/timeline-queries.ts';
import { requireToken, requireUser } from './auth.ts';
import type { Gateway } from './gateway.ts';
import { settle } from './read-your-writes.ts';
import {
  bucketSchema,
  nightSchema,
  pageSchema,
  readingSchema,
  stateSchema,
  timelineSchema,
} from './schemas.ts';
import { sleepJson } from './sleep-json.ts';

/** The database knows no year 0. */
const hasYear = (text: string): boolean => text >= '0001';
const localDate = z.iso.date().refine(hasYear, 'a year from 1');
const instant = z.iso.datetime({ offset: true }).refine(hasYear, 'a year from 1');
interface Range {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
const isDate = (text: string): boolean => text.length === 10;
const DAY_MS = 86_400_000;

/** A local date may lie a day to either side of the UTC one: between a date and an instant that much is allowed. */
const inOrder = ({ from, to }: Range): boolean => {
  if (from === undefined || to === undefined) return true;
  const allowanceMs = isDate(from) === isDate(to) ? 0 : 2 * DAY_MS;
  return Date.parse(from) - Date.parse(to) <= allowanceMs;
};
const outOfOrder = { error: 'from is after to', path: ['from'] };

/** Offsets of up to a day can be written, but the database takes no more than 16 hours. */
const inUtc = (text: string | undefined): string | undefined =>
  text === undefined || isDate(text) ? text : new Date(text).toISOString();

const paging = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().max(2_000).optional(),
};
/** Decisions of which rule set; the one in force unless given. */
const ruleset = z.enum(rulesetIds).optional();
const params = z.object({ id: z.string().min(1).max(128) });

export const nightJson = (
  { eventId, decision }: NightItem,
  interventions: ReadonlyMap<string, readonly InterventionOfNight[]>,
) => ({
  date: decision.date,
  state: decision.state,
  confidence: decision.confidence,
  illness_points: decision.illness_points,
  strain_points: decision.strain_points,
  features: decision.features,
  evidence: decision.evidence.evidence,
  contradicting: decision.evidence.contradicting,
  missing: decision.evidence.missing,
  previous_state: decision.evidence.previous_state,
  rule_path: decision.evidence.rule_path,
  contexts: decision.evidence.contexts,
  flags: decision.flags,
  interventions: interventions.get(decision.date) ?? [],
  baseline_status: decision.baseline_status,
  ruleset: decision.ruleset,
  as_of: decision.as_of,
  input_hash: decision.input_hash,
  event_id: eventId,
  supersedes: decision.supersedes,
});

/** Days since the night, when that is more than one. */
const staleDays = (date: string, now: Date): number | null => {
  const days = Math.floor((Date.parse(now.toISOString().slice(0, 10)) - Date.parse(date)) / DAY_MS);
  return days > 1 ? days : null;
};

const mapPage = <A, B>(page: Page<A>, toItem: (item: A) => B): Page<B> => ({
  items: page.items.map(toItem),
  next_cursor: page.next_cursor,
});

export const registerQueries = async (instance: FastifyInstance, gateway: Gateway): Promise<void> => {
  const server = instance.withTypeProvider<ZodTypeProvider>();
  const { config, db, now } = gateway;
  server.addHook('onRequest', requireToken(gateway));
  server.addHook('preHandler', async (request) => {
    await settle(gateway, request);
    await requireUser(db, request, (request.params as { id: string }).id);
  });

  /** The recovery score waits while a red flag withholds scores. */
  const shownKpis = async (id: string, date: string, notices: readonly NoticeItem[]) => {
    const measured = (await kpisOn(db, id, date))?.kpis ?? [];
    const withheld = notices.some(({ withholds }) => withholds.includes('score'));
    return measured
      .filter(({ kpi }) => !(withheld && kpi === 'recovery_score'))
      .map(({ kpi, value, unit, level, eventIds }) => ({ kpi, value, unit, level, event_ids: eventIds }));
  };

  server.get(
    '/api/v1/users/:id/state',
    {
      schema: {
        tags: ['users'],
        summary: 'The newest night: state, confidence and what they rest on',
        params,
        querystring: z.object({ ruleset }),
        response: { 200: stateSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const [[newest], mode, notices] = await Promise.all([
        latestNights(db, request.query.ruleset ?? config.ruleset, id, 1),
        cognitiveModeOf(db, id),
        noticesOf(db, id, now()),
      ]);
      // Red flags stand here whatever the state says, and without any.
      const present = { cognitive_mode: mode, notices };
      if (newest === undefined)
        return {
          user_id: id,
          ...present,
          kpis: [],
          sleep: null,
          state: 'insufficient_data' as const,
          date: null,
          confidence: null,
          stale: null,
        };
      return {
        user_id: id,
        ...present,
        kpis: await shownKpis(id, newest.decision.date, notices),
        sleep: sleepJson(await sleepOn(db, id, newest.decision.date)),
        ...nightJson(newest, await interventionsOfNights(db, id, [newest.decision.date])),
        stale: staleDays(newest.decision.date, now()),
      };
    },
  );

  server.get(
    '/api/v1/users/:id/nights',
    {
      schema: {
        tags: ['users'],
        summary: 'Assessed nights, oldest first; every day from the first to the last with data',
        params,
        querystring: z
          .object({ from: localDate.optional(), to: localDate.optional(), ruleset, ...paging })
          .refine(inOrder, outOfOrder),
        response: { 200: pageSchema(nightSchema) },
      },
    },
    async (request) => {
      const userId = request.params.id;
      const ruleset = request.query.ruleset ?? config.ruleset;
      const page = await nightsPage(db, { userId, ...request.query, ruleset });
      const dates = page.items.map(({ decision }) => decision.date);
      const interventions = await interventionsOfNights(db, userId, dates);
      return mapPage(page, (night) => nightJson(night, interventions));
    },
  );

  server.get(
    '/api/v1/users/:id/readings',
    {
      schema: {
        tags: ['users'],
        summary: 'Readings of one metric, or their statistics per bucket; days are local days',
        params,
        querystring: z
          .object({
            metric: z.enum(Object.keys(vocabulary) as [MetricName, ...MetricName[]]),
            from: z.union([localDate, instant]).optional(),
            to: z.union([localDate, instant]).optional(),
            bucket: z.enum(['raw', '5m', '1h', '1d']).default('raw'),
            ...paging,
          })
          .refine(inOrder, outOfOrder),
        response: { 200: z.union([pageSchema(readingSchema), pageSchema(bucketSchema)]) },
      },
    },
    async (request) => {
      const { bucket, from, to, ...query } = request.query;
      const wanted = { userId: request.params.id, ...query, from: inUtc(from), to: inUtc(to) };
      return bucket === 'raw'
        ? mapPage(await readingsPage(db, wanted), (item) => item)
        : mapPage(await readingBuckets(db, wanted, bucket), (item) => item);
    },
  );

  server.get(
    '/api/v1/users/:id/timeline',
    {
      schema: {
        tags: ['users'],
        summary: 'What happened, newest first, in the order it became known',
        params,
        querystring: z.object(paging),
        response: { 200: pageSchema(timelineSchema) },
      },
    },
    async (request) =>
      mapPage(await timelinePage(db, { userId: request.params.id, ...request.query }), (item) => item),
  );
};
