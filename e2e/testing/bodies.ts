import { simulateNights } from '../../app/simulation/person.ts';
import { terraBodies } from '../../app/simulation/terra-bodies.ts';

const DAY_MS = 86_400_000;

/** UTC date so many days before today. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** A made-up person's nights up to last night, and the bodies Terra would push for them. */
export const nightsOf = (userId: string, count: number, seed: number) => {
  const nights = simulateNights(seed, count, daysAgo(0));
  return { nights, bodies: nights.flatMap((night) => terraBodies(userId, night)) };
};

export interface TerraPerson {
  readonly external: string;
  /** Left out: the body does not say whose it is. */
  readonly reference?: string;
}

const userOf = ({ external, reference }: TerraPerson) => ({
  user_id: external,
  provider: 'GARMIN',
  reference_id: reference ?? null,
  active: true,
});

export const terraBody = (type: string, person: TerraPerson, data: readonly unknown[]): string =>
  JSON.stringify({ type, version: '2022-03-16', user: userOf(person), data });

/** A sleep from 23:00 to 07:00 UTC, waking on `date`. */
export const sleepEntry = (date: string, heartRateSummary: Record<string, unknown>, more: object = {}) => ({
  metadata: {
    start_time: `${new Date(Date.parse(`${date}T00:00:00Z`) - 3_600_000).toISOString().replace('Z', '000+00:00')}`,
    end_time: `${date}T07:00:00.000000+00:00`,
    is_nap: false,
    summary_id: `sleep-${date}`,
    upload_type: 2,
  },
  heart_rate_data: { summary: heartRateSummary },
  ...more,
});

/** A temperature that was measured just now, with a thermometer. */
export const thermometerBody = (person: TerraPerson, celsius: number): string =>
  terraBody('body', person, [
    {
      metadata: {
        start_time: `${daysAgo(0)}T00:00:00.000000+00:00`,
        end_time: `${daysAgo(-1)}T00:00:00.000000+00:00`,
      },
      temperature_data: {
        body_temperature_samples: [
          { timestamp: new Date(Date.now() - 60_000).toISOString(), temperature_celsius: celsius },
        ],
      },
    },
  ]);

/** What Terra says of a person's link to a device. */
export const terraEvent = (type: string, person: TerraPerson, more: object = {}): string =>
  JSON.stringify({ type, version: '2022-03-16', user: userOf(person), ...more });

/** Health Auto Export's body with one metric. */
export const healthExport = (
  name: string,
  units: string,
  data: readonly object[],
  more: object = {},
): string => JSON.stringify({ ...more, data: { metrics: [{ name, units, data }] } });
