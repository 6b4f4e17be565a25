import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

// A made-up `export.xml`, shaped like the exports of somebody who wears a watch day and night for years.

const WATCH = 'Ada’s Apple\u00a0Watch';
const PHONE = 'Ada’s iPhone';
const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2016, 0, 1);
/** Measured: what one day of all types below takes. */
const BYTES_PER_DAY = 1_000_000;

interface Kind {
  readonly type: string;
  readonly unit?: string;
  readonly source: string;
  readonly perDay: number;
  readonly seconds: number;
  readonly value: (index: number) => string;
  readonly inside?: (startMs: number) => string;
}

const quantity = (name: string): string => `HKQuantityTypeIdentifier${name}`;
const around = (middle: number, spread: number, digits: number) => (index: number) =>
  (middle + spread * Math.sin(index * 1.7)).toFixed(digits);
const motion = (): string => '  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="1"/>\n';

const beats = (startMs: number): string => {
  let text = '  <HeartRateVariabilityMetadataList>\n';
  for (let beat = 0; beat < 55; beat++) {
    const clock = new Date(startMs + beat * 1_080 + ((beat * 37) % 60)).toISOString().slice(11, 22);
    text += `   <InstantaneousBeatsPerMinute bpm="${54 + (beat % 4)}" time="${clock.replace('.', ',')} AM"/>\n`;
  }
  return `${text}  </HeartRateVariabilityMetadataList>\n`;
};

const STAGES = ['AsleepCore', 'AsleepDeep', 'AsleepCore', 'AsleepREM', 'Awake'];

const KINDS: readonly Kind[] = [
  {
    type: quantity('HeartRate'),
    unit: 'count/min',
    source: WATCH,
    perDay: 1_200,
    seconds: 0,
    value: around(64, 12, 0),
    inside: motion,
  },
  {
    type: quantity('StepCount'),
    unit: 'count',
    source: PHONE,
    perDay: 60,
    seconds: 500,
    value: around(120, 80, 0),
  },
  {
    type: quantity('StepCount'),
    unit: 'count',
    source: WATCH,
    perDay: 110,
    seconds: 480,
    value: around(110, 90, 0),
  },
  {
    type: quantity('DistanceWalkingRunning'),
    unit: 'km',
    source: PHONE,
    perDay: 60,
    seconds: 500,
    value: around(0.09, 0.05, 5),
  },
  {
    type: quantity('DistanceWalkingRunning'),
    unit: 'km',
    source: WATCH,
    perDay: 110,
    seconds: 480,
    value: around(0.08, 0.06, 5),
  },
  {
    type: quantity('BasalEnergyBurned'),
    unit: 'kcal',
    source: WATCH,
    perDay: 300,
    seconds: 250,
    value: around(5, 1, 3),
  },
  {
    type: quantity('ActiveEnergyBurned'),
    unit: 'kcal',
    source: WATCH,
    perDay: 400,
    seconds: 60,
    value: around(1.2, 1, 3),
  },
  {
    type: quantity('EnvironmentalAudioExposure'),
    unit: 'dBASPL',
    source: WATCH,
    perDay: 40,
    seconds: 1_800,
    value: around(55, 10, 3),
  },
  {
    type: quantity('OxygenSaturation'),
    unit: '%',
    source: WATCH,
    perDay: 24,
    seconds: 0,
    value: around(0.96, 0.02, 2),
  },
  {
    type: quantity('RespiratoryRate'),
    unit: 'count/min',
    source: WATCH,
    perDay: 20,
    seconds: 0,
    value: around(14, 2, 1),
  },
  {
    type: quantity('RestingHeartRate'),
    unit: 'count/min',
    source: WATCH,
    perDay: 1,
    seconds: 80_000,
    value: around(54, 3, 0),
  },
  {
    type: 'HKCategoryTypeIdentifierSleepAnalysis',
    source: WATCH,
    perDay: 24,
    seconds: 1_200,
    value: (index) => `HKCategoryValueSleepAnalysis${STAGES[index % 5]}`,
  },
  {
    type: quantity('HeartRateVariabilitySDNN'),
    unit: 'ms',
    source: WATCH,
    perDay: 10,
    seconds: 62,
    value: around(48, 12, 4),
    inside: beats,
  },
];

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} +0100`;

const DEVICE =
  '&lt;&lt;HKDevice: 0x66aaba640&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,12, software:26.2&gt;';

function* records(days: number): Generator<string> {
  for (const { type, unit, source, perDay, seconds, value, inside } of KINDS)
    for (let day = 0; day < days; day++) {
      let text = '';
      // Sleep begins in the evening, everything else is spread over the day.
      const isSleep = unit === undefined;
      const from = FIRST_DAY_MS + day * DAY_MS + (isSleep ? 22 * 3_600_000 : 0);
      const step = isSleep ? seconds * 1_000 : Math.floor((DAY_MS - 90_000) / perDay);
      for (let index = 0; index < perDay; index++) {
        const startMs = from + index * step;
        const endMs = startMs + Math.min(seconds * 1_000, step);
        text +=
          ` <Record type="${type}" sourceName="${source}" sourceVersion="26.2"` +
          `${source === WATCH ? ` device="${DEVICE}"` : ''}${unit === undefined ? '' : ` unit="${unit}"`}` +
          ` creationDate="${stamp(endMs + 15_000)}" startDate="${stamp(startMs)}" endDate="${stamp(endMs)}"` +
          ` value="${value(day * perDay + index)}"${inside === undefined ? '/>' : `>\n${inside(startMs)} </Record>`}\n`;
      }
      yield text;
    }
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-03-30 09:00:00 +0200"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1985-01-01"/>
`;

/** Writes about `megabytes` (10^6 bytes) to the file and answers how many bytes they became. The same each time. */
export const writeMadeUpExport = async (path: string, megabytes: number): Promise<number> => {
  const file = createWriteStream(path);
  let bytes = 0;
  const write = async (text: string): Promise<void> => {
    const chunk = Buffer.from(text);
    bytes += chunk.length;
    if (!file.write(chunk)) await once(file, 'drain');
  };
  await write(HEAD);
  for (const text of records(Math.max(1, Math.round((megabytes * 1e6) / BYTES_PER_DAY)))) await write(text);
  await write('</HealthData>\n');
  file.end();
  await once(file, 'close');
  return bytes;
};
