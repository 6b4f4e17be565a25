import type { Buffer } from 'node:buffer';
import { createBodyCutter } from '../../body-cutter.ts';
import { metricOfType } from '../metrics.ts';
import { sleepSampleType } from '../sleep.ts';
import { workoutSampleType } from '../workout-samples.ts';
import { sampleText, workoutText } from './sample-text.ts';
import { createSleepSessions } from './sleep-sessions.ts';
import { type Attributes, createTagReader } from './tags.ts';

export interface ExportCounts {
  /** Records, workouts and everything else directly below the root. */
  records: number;
  mapped: number;
  /** How many of each type AUREN has no metric for. */
  readonly ignored: Map<string, number>;
}

export interface ExportReader {
  write(bytes: Buffer): void;
  end(): void;
  readonly counts: ExportCounts;
}

/** Many a day: a body is one day of them. Of every other type it is a month. */
const DENSE = new Set(
  ['HeartRate', 'StepCount', 'DistanceWalkingRunning', 'ActiveEnergyBurned', 'BasalEnergyBurned'].map(
    (name) => `HKQuantityTypeIdentifier${name}`,
  ),
);
const DAY = 'yyyy-MM-dd'.length;
const MONTH = 'yyyy-MM'.length;
/** Deeper down the statistics are those of parts of a workout. */
const DEPTH_INSIDE: Readonly<Record<string, number>> = {
  InstantaneousBeatsPerMinute: 4,
  WorkoutStatistics: 3,
};
const NOTHING: Attributes = {};

const wanted = new Set(
  'type,unit,value,sourceName,startDate,endDate,bpm,time,workoutActivityType,duration,durationUnit,totalDistance,totalDistanceUnit,totalEnergyBurned,totalEnergyBurnedUnit,sum,average,minimum,maximum'.split(
    ',',
  ),
);

/**
 * Turns Apple's `export.xml` into bodies of plain HealthKit samples (`providers/healthkit/points.ts`) of bounded size, in
 * constant memory. Records inside a `<Correlation>` are left out: the export repeats them at the top. So are activity
 * summaries (sums of what is here anyway), the person's own facts (`<Me>`), and types AUREN has no metric for; a later
 * version that knows them finds them when the file is imported again.
 */
export const createExportReader = (emit: (body: Buffer) => void): ExportReader => {
  const counts: ExportCounts = { records: 0, mapped: 0, ignored: new Map() };
  const cutter = createBodyCutter(emit);
  const put = (type: string, source: string, unit: string, period: string, sample: string): void => {
    const head = () =>
      `{"defaults":${JSON.stringify(unit === '' ? { type, source } : { type, source, unit })},"samples":[`;
    cutter.add(`${type}\n${source}\n${unit}\n${period}`, head, sample);
  };
  const sleeps = createSleepSessions((source, session, samples) => {
    for (const sample of samples) put(sleepSampleType, source, '', session, sample);
  });
  let depth = 0;
  let current: Attributes = NOTHING;
  let inside: Attributes[] = [];

  const ignore = (what: string): void => {
    counts.ignored.set(what, (counts.ignored.get(what) ?? 0) + 1);
  };

  const take = (type: string, sample: string): void => {
    const { sourceName = '', unit = '', startDate = '' } = current;
    const period = startDate.slice(0, DENSE.has(type) ? DAY : MONTH);
    put(type, sourceName, unit, period, sample);
    counts.mapped++;
  };

  const takeRecord = (): void => {
    const { type = '', sourceName = '', startDate = '', endDate = '' } = current;
    if (metricOfType(type) !== undefined) take(type, sampleText(current, inside));
    else if (type === sleepSampleType) {
      sleeps.add({ source: sourceName, startDate, endDate, sample: sampleText(current, []) });
      counts.mapped++;
    } else ignore(type);
  };

  const finish = (name: string): void => {
    if (name === 'ExportDate' || name === 'Me') return;
    counts.records++;
    if (name === 'Record') takeRecord();
    else if (name === 'Workout') take(workoutSampleType, workoutText(current, inside));
    else ignore(name);
  };

  const tags = createTagReader({
    wanted,
    open: (name, attributes) => {
      depth++;
      if (depth === 2) {
        current = attributes;
        if (inside.length > 0) inside = [];
      } else if (depth === DEPTH_INSIDE[name]) inside.push(attributes);
    },
    close: (name) => {
      if (depth === 2) finish(name);
      depth--;
    },
  });

  return {
    counts,
    write: (bytes) => tags.write(bytes),
    end: () => {
      tags.end();
      sleeps.end();
      cutter.end();
    },
  };
};
