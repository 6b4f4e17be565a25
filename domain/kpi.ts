import type { KpiValue } from './kpis/night-kpis.ts';

// The key figures of a person's nights. Stream `kpi-{userId}`.

/** All that is known of one night; it takes the place of what was measured for that date before. */
export interface KpisMeasured {
  readonly type: 'KpisMeasured';
  readonly data: {
    readonly userId: string;
    /** Local date of waking. */
    readonly date: string;
    /** The decision they were computed with. */
    readonly nightEventId: string;
    readonly kpis: readonly KpiValue[];
    /** UTC instant. */
    readonly at: string;
  };
}
/** The night is there no longer. */
export interface KpisWithdrawn {
  readonly type: 'KpisWithdrawn';
  readonly data: { readonly userId: string; readonly date: string; readonly at: string };
}
export type KpiEvent = KpisMeasured | KpisWithdrawn;

export const kpiStream = (userId: string): string => `kpi-${userId}`;

/** By date, what was measured last. */
export type KpiState = ReadonlyMap<string, string>;

/** What two measurements must share to be the same one. */
const fingerprint = (kpis: readonly KpiValue[]): string => JSON.stringify(kpis);

export const foldKpis = (events: readonly KpiEvent[]): KpiState => {
  const state = new Map<string, string>();
  for (const { type, data } of events) {
    if (type === 'KpisWithdrawn') state.delete(data.date);
    else state.set(data.date, fingerprint(data.kpis));
  }
  return state;
};

export interface KpiCommand {
  readonly userId: string;
  readonly at: string;
  /** Every date that may have changed; `night` is null where none stands. */
  readonly dates: readonly {
    readonly date: string;
    readonly night: { readonly eventId: string; readonly kpis: readonly KpiValue[] } | null;
  }[];
}

/** One event for each date whose key figures are others than before. */
export const measureKpis = ({ userId, at, dates }: KpiCommand, state: KpiState): KpiEvent[] =>
  dates.flatMap(({ date, night }): KpiEvent[] => {
    if (night === null) {
      return state.has(date) ? [{ type: 'KpisWithdrawn', data: { userId, date, at } }] : [];
    }
    if (state.get(date) === fingerprint(night.kpis)) return [];
    return [
      { type: 'KpisMeasured', data: { userId, date, nightEventId: night.eventId, kpis: night.kpis, at } },
    ];
  });
