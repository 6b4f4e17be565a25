import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../app/cli/import/testing/zip.ts';
import {
  type DataDir,
  makeDataDir,
  type RunningAuren,
  runAuren,
  spawnAuren,
  startAuren,
} from './testing/auren.ts';
import { storedWebhooks } from './testing/database.ts';
import { everyPage } from './testing/pages.ts';
import { ask } from './testing/terra.ts';
import { until } from './testing/until.ts';

const SAMPLE = fileURLToPath(new URL('../../shared/data/payloads/apple-export-sample.xml', import.meta.url));
const WATCH = 'Ada’s Apple\u00a0Watch';
const PHONE = 'Ada’s iPhone';

const at = (day: number, clock: string): string =>
  `${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)} ${clock}:00 +0100`;
const record = (
  type: string,
  source: string,
  start: string,
  end: string,
  value: string | number,
  unit = '',
): string =>
  ` <Record type="HK${type}" sourceName="${source}" device="&lt;&lt;HKDevice: 0x66&gt;&gt;"${unit && ` unit="${unit}"`} startDate="${start}" endDate="${end}" value="${value}"/>\n`;
const steps = (source: string, day: number, from: string, to: string, value: number): string =>
  record('QuantityTypeIdentifierStepCount', source, at(day, from), at(day, to), value, 'count');
const sleep = (source: string, day: number, stage: string, from: string, to: string): string =>
  record(
    'CategoryTypeIdentifierSleepAnalysis',
    source,
    at(from > '12' ? day - 1 : day, from),
    at(to > '12' ? day - 1 : day, to),
    `HKCategoryValueSleepAnalysis${stage}`,
  );
const days = (count: number, of: (day: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index + 1)).join('');

/** What a phone with a watch writes: both count steps and see the same nights; the document type is malformed. */
const exportOf = (count: number, perDay: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ATTLIST VisionPrescription\n  type CDATA #REQUIRED\n]>\n<HealthData locale="en_GB">
 <ExportDate value="2026-03-30 09:00:00 +0200"/>\n <Me HKCharacteristicTypeIdentifierDateOfBirth="1985-01-01"/>\n${days(
   count,
   (day) =>
     Array.from({ length: perDay }, (_, index) => {
       const clock = `${String(Math.floor(index / 60) % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
       return record(
         'QuantityTypeIdentifierHeartRate',
         WATCH,
         at(day, clock),
         at(day, clock),
         50 + (index % 30),
         'count/min',
       );
     }).join(''),
 )}${days(count, (day) => steps(PHONE, day, '10:00', '10:10', 90) + steps(PHONE, day, '11:00', '11:10', 50))}${days(
   count,
   (day) => steps(WATCH, day, '10:00', '10:10', 100),
 )}${days(count, (day) => sleep(PHONE, day, 'InBed', '22:00', '07:30'))}${days(
   count,
   (day) =>
     sleep(WATCH, day, 'AsleepCore', '23:00', '03:00') +
     sleep(WATCH, day, 'AsleepDeep', '03:00', '05:00') +
     sleep(WATCH, day, 'AsleepREM', '05:00', '07:00'),
 )}${days(count, (day) => record('QuantityTypeIdentifierRestingHeartRate', WATCH, at(day, '00:01'), at(day, '23:59'), 52, 'count/min'))}</HealthData>\n`;

describe('files of a person', () => {
  let data: DataDir;
  let auren: RunningAuren;
  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(data.path, '..', name);
    await writeFile(path, content);
    return path;
  };
  const run = (...args: readonly string[]) => runAuren(data.path, ['import', ...args]);
  const zip = (xml: string): Buffer => zipOf([{ name: 'apple_health_export/export.xml', content: xml }]);
  const all = <T = Record<string, unknown>>(path: string): Promise<T[]> =>
    everyPage<T>((cursor) => ask(auren.url, auren.adminToken, `/api/v1/users/${path}&limit=1000${cursor}`));
  /** What is known of a person, without ids. */
  const known = async (user: string) => ({
    nights: (await all<{ date: string; features: unknown }>(`${user}/nights?from=2026-01-01`)).map(
      ({ date }) => date,
    ),
    heart: (await all(`${user}/readings?metric=heart_rate`)).map(({ start, value }) => [start, value]),
    steps: (await all(`${user}/readings?metric=step_count`)).map(({ start, value, status }) => [
      start,
      value,
      status,
    ]),
    asleep: (await all(`${user}/readings?metric=sleep_duration.total&bucket=1d`)).map(({ start, sum }) => [
      start,
      sum,
    ]),
  });

  it('an Apple Health export gives nights and readings; the same again gives nothing new', async () => {
    const file = await write('export.zip', zip(exportOf(20, 30)));
    const first = await run(file, '--user', 'ada');
    expect([first.code, first.output]).toEqual([0, expect.stringContaining('0 already known, 0 refused')]);
    expect(first.output).toContain('760 records read, 760 taken, 0 left out');

    const { nights, heart, steps, asleep } = await known('ada');
    expect(nights).toHaveLength(20);
    expect(heart).toHaveLength(600);
    expect(steps.filter(([, , status]) => status === 'overlapped')).toHaveLength(20);
    const sums = await all(`ada/readings?metric=step_count&bucket=1d`);
    expect(sums.map(({ sum }) => sum)).toEqual(Array(20).fill(150));
    expect(asleep.map(([, seconds]) => seconds)).toEqual(Array(20).fill(8 * 3_600));

    const before = await storedWebhooks(data.path);
    const second = await run(file, '--user', 'ada');
    expect([second.code, second.output]).toEqual([0, expect.stringMatching(/: 0 new, \d+ already known/)]);
    expect(await storedWebhooks(data.path)).toEqual(before);

    // Next month's: what is old is known, unpacked or not.
    const next = await run(await write('export.xml', exportOf(21, 30)), '--user', 'ada');
    const [, fresh, old] = /(\d+) new, (\d+) already known/.exec(next.output)!.map(Number);
    expect(old!).toBeGreaterThan(5 * fresh!);
    expect((await known('ada')).nights).toHaveLength(21);
  });

  it('an import that was killed is completed by the next', async () => {
    const xml = exportOf(12, 1_400);
    const file = await write('killed.zip', zip(xml));
    const whole = await run(await write('whole.xml', xml), '--user', 'whole');
    expect(whole.code).toBe(0);
    const before = (await storedWebhooks(data.path)).length;
    const child = spawnAuren(data.path, ['import', file, '--user', 'killed']);
    const exited = once(child, 'exit');
    await until('some of it is stored', async () => (await storedWebhooks(data.path)).length > before);
    child.kill('SIGKILL');
    await exited;
    expect((await run(file, '--user', 'killed')).code).toBe(0);
    expect(await known('killed')).toEqual(await known('whole'));
  });

  it('a file that breaks off, or has a password, says so, and the whole one completes it', async () => {
    const xml = exportOf(3, 5);
    const cut = await run(await write('cut.xml', xml.slice(0, -100)), '--user', 'bea');
    expect([cut.code, cut.output]).toEqual([1, expect.stringContaining('auren: export_truncated: ')]);
    const locked = zipOf([{ name: 'export.xml', content: xml, encrypted: true }]);
    const refused = await run(await write('locked.zip', locked), '--user', 'bea');
    expect([refused.code, refused.output]).toEqual([
      1,
      expect.stringContaining('auren: archive_encrypted: '),
    ]);
    expect((await run(await write('bea.xml', xml), '--user', 'bea')).code).toBe(0);
    expect((await known('bea')).heart).toHaveLength(15);
  });

  it('a tidy CSV is taken but for its bad rows, which are named by their line', async () => {
    const csv = `unit,value,metric,time,user\nlb,154,body_weight,2026-03-28T08:00:00+01:00,cal\n,61,heart_rate,2026-03-28T08:00:00,cal\n/min,62,heart_rate,2026-03-28T08:00:00Z,cal\n,1,mood,2026-03-28T08:00:00Z,cal\n`;
    const { code, output } = await run(await write('data.csv', csv));
    expect([code, output]).toEqual([1, expect.stringContaining('4 rows read, 2 of them refused')]);
    expect(output).toMatch(/line 3: .*offset/);
    expect(output).toMatch(/line 5: .*metric/);
    expect(await all('cal/readings?metric=body_weight')).toMatchObject([
      { value: expect.closeTo(69.853, 3), unit: 'kg' },
    ]);
    expect(await all('cal/readings?metric=heart_rate')).toMatchObject([{ value: 62, source: 'tidy' }]);
  });

  it('a JSON file of Health Auto Export is taken for the user it is told', async () => {
    const points = ['2026-03-27', '2026-03-28'].map((day) => ({ date: `${day} 07:30:00 +0100`, qty: 63 }));
    const text = JSON.stringify(
      { data: { metrics: [{ name: 'heart_rate', units: 'bpm', data: points }] } },
      null,
      2,
    );
    const file = await write('hae.json', text);
    const without = await run(file);
    expect([without.code, without.output]).toEqual([1, expect.stringContaining('--user')]);
    const { code, output } = await run(file, '--user', 'dee');
    expect([code, output]).toEqual([0, expect.stringContaining('2 bodies in')]);
    expect(await all('dee/readings?metric=heart_rate')).toHaveLength(2);
  });

  it('what is no such file is refused with its code', async () => {
    const html = await run(await write('page.html', '<html></html>'), '--user', 'ada');
    expect([html.code, html.output]).toEqual([1, expect.stringContaining('auren: file_not_recognised: ')]);
    const nobody = await run(await write('nobody.xml', exportOf(1, 1)));
    expect([nobody.code, nobody.output]).toEqual([1, expect.stringContaining('--user')]);
  });

  it.skipIf(!existsSync(SAMPLE))(
    'the sample export is read (skipped where that data set is not present)',
    async () => {
      const { code, output } = await run(SAMPLE, '--user', 'sample');
      expect([code, output]).toEqual([0, expect.stringContaining('17 records read, 15 taken, 2 left out')]);
      const sums = await all('sample/readings?metric=step_count&bucket=1d');
      expect(sums).toMatchObject([{ start: '2026-03-28', sum: 1_000 }]);
      expect(await all('sample/readings?metric=rr_interval')).toHaveLength(2);
      expect(await all('sample/readings?metric=oxygen_saturation')).toMatchObject([{ value: 97 }]);
    },
  );
});
