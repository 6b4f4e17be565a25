import { describe, expect, it } from 'vitest';
import { readRrFile } from './rr-file.ts';

const invalid = expect.objectContaining({ code: 'invalid_request' });

describe('one value a line', () => {
  it('is one recording, with or without a heading', () => {
    for (const text of ['800\n810\n815\n', '\uFEFFRR\r\n800\r\n\r\n810\r\n815', ' 800 \r810\r815'])
      expect(readRrFile(text)).toEqual({
        idColumns: [],
        recordings: [{ ids: {}, rrMs: [800, 810, 815] }],
        inSeconds: 0,
        refusals: [],
      });
  });

  it('may be in seconds', () => {
    expect(readRrFile('0.8\n0.75\n')).toMatchObject({ recordings: [{ rrMs: [800, 750] }], inSeconds: 1 });
  });

  it('keeps its place where a line is no number', () => {
    const file = readRrFile('800\nnan\n81O\n820\n');
    expect(file.recordings[0]!.rrMs).toEqual([800, Number.NaN, Number.NaN, 820]);
    expect(file.refusals).toEqual(['line 3: not a number']);
  });

  it.each(['', '\n\n', 'RR\n', 'a\nb1\n', 'time,rr\n1,800\n'])('is not found in %j', (text) => {
    expect(() => readRrFile(text)).toThrow(invalid);
  });
});

describe('a Polar file', () => {
  const polar = (interval: string): string =>
    `[Params]\r\nVersion=106\r\nInterval=${interval}\r\n\r\n[Note]\r\n5\r\n[HRData]\r\n800\r\n810\t3\r\n[Trip]\r\n9\r\n`;

  it('holds intervals in its last section', () => {
    expect(readRrFile(polar('238')).recordings).toEqual([{ ids: {}, rrMs: [800, 810] }]);
  });

  it('is refused where it holds heart rates', () => {
    expect(() => readRrFile(polar('5'))).toThrow(invalid);
  });
});

describe('a CSV', () => {
  it('is one recording a row, with its columns of ids', () => {
    const text =
      'user_code,mood,rr_data,rr_code\nada,"so, so","800,810",1\r\n"b ""x""",2,"[800; 820]",2\n\nc,3,,3\n';
    expect(readRrFile(text)).toEqual({
      idColumns: ['user_code', 'rr_code'],
      recordings: [
        { ids: { user_code: 'ada', rr_code: '1' }, rrMs: [800, 810] },
        { ids: { user_code: 'b "x"', rr_code: '2' }, rrMs: [800, 820] },
        { ids: { user_code: 'c', rr_code: '3' }, rrMs: [] },
      ],
      inSeconds: 0,
      refusals: [],
    });
  });

  it('may be separated by semicolons or tabs, and have no ids', () => {
    for (const text of [
      '\uFEFFwhen;"rr_data"\n1;800 810\n',
      'when\trr_data\n1\t800,810\n',
      'rr_data\n800 810\n',
    ])
      expect(readRrFile(text)).toMatchObject({ idColumns: [], recordings: [{ ids: {}, rrMs: [800, 810] }] });
  });

  it('tells seconds for each recording by itself', () => {
    const file = readRrFile('id,rr_data\n1,0.8 0.9\n2,800 900\n');
    expect(file.recordings.map(({ rrMs }) => rrMs)).toEqual([
      [800, 900],
      [800, 900],
    ]);
    expect(file.inSeconds).toBe(1);
  });

  it('loses no good row to a bad one', () => {
    const file = readRrFile('id,rr_data\n1,800 810\n2,800 x\n3,1,2,3\n4,8"0\n5,820 830\n');
    expect(file.recordings.map(({ ids }) => ids['id'])).toEqual(['1', '5']);
    expect(file.refusals).toHaveLength(3);
    for (const line of [3, 4, 5])
      expect(file.refusals.filter((refusal) => new RegExp(`line ${line}\\b`).test(refusal))).toHaveLength(1);
  });
});
