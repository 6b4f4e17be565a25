import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { hrv } from './hrv.ts';

const file = fileURLToPath(new URL('../../../shared/data/hrv/welltory-rr.csv', import.meta.url));
const present = existsSync(file);

type Row = Record<string, string>;
const rowsOf = (text: string): Row[] => parse(text, { columns: true });

// The recordings are not part of the project; the formats and the formulas have tests of their own.
describe.skipIf(!present)(
  `published values of 1,663 recordings${present ? '' : ' (skipped: ../shared/data is not here)'}`,
  () => {
    it('are met by `auren hrv`, as precisely as they are printed', async () => {
      const printed: string[] = [];
      const complaints: string[] = [];
      const exitCode = await hrv(
        (line) => printed.push(line),
        (line) => complaints.push(line),
        file,
        { correct: 'none' },
      );
      expect([exitCode, complaints]).toEqual([0, []]);
      const [published, ours] = [rowsOf(await readFile(file, 'utf8')), rowsOf(printed.join('\n'))];
      expect(ours).toHaveLength(1_663);
      expect(ours.map((row) => row['rr_code'])).toEqual(published.map((row) => row['rr_code']));
      const largestError = (theirs: string, mine: string): number =>
        Math.max(
          ...published.map((row, index) => Math.abs(Number(row[theirs]) - Number(ours[index]![mine]))),
        );
      expect(largestError('meanrr', 'mean_nn_ms')).toBeLessThan(0.001);
      expect(largestError('sdnn', 'sdnn_ms')).toBeLessThan(0.001);
      expect(largestError('rmssd', 'rmssd_ms')).toBeLessThan(0.001);
      // Printed with two digits, the last one cut or rounded.
      expect(largestError('pnn50', 'pnn50_percent')).toBeLessThan(0.005);
    });
  },
);
