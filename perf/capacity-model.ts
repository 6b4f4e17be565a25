/**
 * How many machines so many people need: a model with no I/O. What is measured says where and how; what is assumed
 * says so. Change the inputs to yours before you trust the output.
 */

export interface ProviderTraffic {
  readonly name: string;
  /** Share of the people who have this provider; a person can have several. */
  readonly share: number;
  readonly webhooksPerDay: number;
  readonly bytesPerWebhook: number;
  /** Readings that a day's webhooks leave standing or revise, in rows. */
  readonly readingsPerDay: number;
}

export interface Burst {
  /** Share of a day's webhooks that come while people wake. */
  readonly share: number;
  readonly hours: number;
  /** Busiest minute of that window over its mean. */
  readonly shape: number;
  /** Share of the people in the busiest time zones of that window; 1: everyone wakes at once. */
  readonly zones: number;
}

export interface Outage {
  /** Nothing is accepted for so long at the worst time; providers send it again... */
  readonly minutes: number;
  /** ...within so long after it. */
  readonly resentWithinMinutes: number;
}

/** Per second, of one process or one log, at full load. */
export interface Ceilings {
  readonly gatewayWebhooks: number;
  readonly workerDeliveries: number;
  /** Appends that one log commits: the one global order. */
  readonly logAppends: number;
  /** Bytes that one log can write down for good. */
  readonly logBytes: number;
  /** Deliveries that the slowest projection keeps up with; a projection is one writer. */
  readonly projectionDeliveries: number;
  /** Rows that the readings projection writes. */
  readonly projectionReadings: number;
}

export interface Inputs {
  readonly providers: readonly ProviderTraffic[];
  readonly burst: Burst;
  readonly outage: Outage;
  readonly ceilings: Ceilings;
  /** Share of a ceiling that may be used at the peak. */
  readonly utilisation: number;
  /** Events in the log for one webhook, the webhook's own included. */
  readonly eventsPerWebhook: number;
  /** Bytes in the log for one webhook beside its body and readings: encryption, metadata, indexes. */
  readonly overheadBytesPerWebhook: number;
  readonly logBytesPerReading: number;
  readonly rowBytesPerReading: number;
}

export const ASSUMED: Inputs = {
  // Assumed: what these providers send to a person with a new sync every hour or so. Sizes: samples by the minute
  // for Terra and Health Auto Export, notices without values for Oura and WHOOP.
  providers: [
    { name: 'terra', share: 0.5, webhooksPerDay: 24, bytesPerWebhook: 20_000, readingsPerDay: 500 },
    { name: 'healthkit', share: 0.2, webhooksPerDay: 24, bytesPerWebhook: 60_000, readingsPerDay: 1_500 },
    { name: 'oura', share: 0.2, webhooksPerDay: 12, bytesPerWebhook: 250, readingsPerDay: 300 },
    { name: 'whoop', share: 0.1, webhooksPerDay: 6, bytesPerWebhook: 250, readingsPerDay: 20 },
  ],
  // Assumed: a third of the day's data arrives between 6 and 8, and half of the people live in the same few zones.
  burst: { share: 0.35, hours: 2, shape: 1.5, zones: 0.5 },
  // Terra sends again after 5 and 30 minutes, Oura and WHOOP within about an hour.
  outage: { minutes: 15, resentWithinMinutes: 60 },
  ceilings: {
    // Measured once each on 2 cores shared with all other parts and the load itself, load average 5 to 8.
    gatewayWebhooks: 1_288,
    workerDeliveries: 408,
    // perf/append.ts: 300 bytes an event, 256 in flight, fsync on.
    logAppends: 8_038,
    // Assumed: what a common network disk sustains, WAL and table together. Not measured.
    logBytes: 50_000_000,
    // `auren replay`: nights, 2,002 events/s at one event for two deliveries.
    projectionDeliveries: 4_000,
    // `auren replay`: readings, 6,466 events/s of 3 rows.
    projectionReadings: 19_400,
  },
  utilisation: 0.6,
  // Measured: 3,200 deliveries left 10,350 events and 21.9 MB in the log.
  eventsPerWebhook: 3.2,
  overheadBytesPerWebhook: 6_000,
  // Assumed, from the size of a reading in JSON.
  logBytesPerReading: 300,
  // perf/readings-at-scale.ts: a row, its share of the hours, and all indexes.
  rowBytesPerReading: 510,
};

export interface Plan {
  readonly people: number;
  readonly webhooksPerDay: number;
  /** At the busiest minute. */
  readonly peakPerSecond: number;
  /** The same while what an outage held back comes again. */
  readonly afterOutagePerSecond: number;
  readonly peakReadingsPerSecond: number;
  readonly logBytesPerSecond: number;
  /** Both are counted over all shards; a process belongs to one. */
  readonly gateways: number;
  readonly workers: number;
  /** Logs with their own databases: people are divided between them. 1: no sharding. */
  readonly shards: number;
  /** Which ceiling decides the number of shards, or comes first where one is enough. */
  readonly limitedBy: 'appends' | 'log bytes' | 'deliveries of a projection' | 'readings of a projection';
  /** Of a process manager, in each shard: divides 256, 4 at least. */
  readonly partitions: number;
  readonly logGigabytesPerDay: number;
  readonly readingsGigabytesPerDay: number;
}

const DAY_S = 86_400;
/** Two of each, so that one may die. */
const FEWEST = 2;
const FEWEST_PARTITIONS = 4;
const MOST_PARTITIONS = 256;

const sum = (items: readonly ProviderTraffic[], of: (item: ProviderTraffic) => number): number =>
  items.reduce((total, item) => total + item.share * of(item), 0);

/** A peak over the mean of a day: what comes in the busiest minute, against the same spread over 24 hours. */
export const peakFactor = ({ share, hours, shape, zones }: Burst): number => {
  const awake = (share / hours) * 24 * shape;
  return zones * awake + (1 - zones);
};

/** Partitions must divide 256: the next power of two. */
export const partitionsFor = (workers: number): number => {
  const needed = 2 ** Math.ceil(Math.log2(Math.max(1, workers)));
  return Math.min(MOST_PARTITIONS, Math.max(FEWEST_PARTITIONS, needed));
};

export const capacity = (people: number, inputs: Inputs = ASSUMED): Plan => {
  const { providers, burst, outage, ceilings, utilisation } = inputs;
  const webhooksPerDay = people * sum(providers, (p) => p.webhooksPerDay);
  const bodyBytesPerDay = people * sum(providers, (p) => p.webhooksPerDay * p.bytesPerWebhook);
  const readingsPerDay = people * sum(providers, (p) => p.readingsPerDay);
  // Bodies are kept in base64.
  const logBytesPerDay =
    (bodyBytesPerDay * 4) / 3 +
    webhooksPerDay * inputs.overheadBytesPerWebhook +
    readingsPerDay * inputs.logBytesPerReading;

  const factor = peakFactor(burst);
  const peakPerSecond = (webhooksPerDay / DAY_S) * factor;
  const again = 1 + outage.minutes / outage.resentWithinMinutes;
  const afterOutagePerSecond = peakPerSecond * again;
  const peakReadingsPerSecond = (readingsPerDay / DAY_S) * factor;
  const logBytesPerSecond = (logBytesPerDay / DAY_S) * factor * again;

  /** What must not queue up (a webhook's answer) is planned for the time after an outage, the rest for the peak. */
  const loads = [
    ['appends', (afterOutagePerSecond * inputs.eventsPerWebhook) / ceilings.logAppends],
    ['log bytes', logBytesPerSecond / ceilings.logBytes],
    ['deliveries of a projection', peakPerSecond / ceilings.projectionDeliveries],
    ['readings of a projection', peakReadingsPerSecond / ceilings.projectionReadings],
  ] as const;
  const [limitedBy, load] = loads.reduce((most, next) => (next[1] > most[1] ? next : most));
  const shards = Math.max(1, Math.ceil(load / utilisation));

  const count = (perSecond: number, ceiling: number): number =>
    shards * Math.max(FEWEST, Math.ceil(perSecond / shards / (ceiling * utilisation)));
  const gateways = count(afterOutagePerSecond, ceilings.gatewayWebhooks);
  const workers = count(peakPerSecond, ceilings.workerDeliveries);
  return {
    people,
    webhooksPerDay,
    peakPerSecond,
    afterOutagePerSecond,
    peakReadingsPerSecond,
    logBytesPerSecond,
    gateways,
    workers,
    shards,
    limitedBy,
    partitions: partitionsFor(workers / shards),
    logGigabytesPerDay: logBytesPerDay / 1e9,
    readingsGigabytesPerDay: (readingsPerDay * inputs.rowBytesPerReading) / 1e9,
  };
};
