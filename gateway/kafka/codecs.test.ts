import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLz4Frame } from './lz4.ts';
import { readSnappy } from './snappy.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/ /g, ''), 'hex');

describe('Snappy', () => {
  it.each([
    ['a literal', '05 10 68656c6c6f', 'hello'],
    ['nothing', '00', ''],
    ['a repetition of 1 byte offset', '0a 04 6162 11 02', 'ababababab'],
    ['a repetition of 2 bytes offset', '06 08 616263 0a 0300', 'abcabc'],
    ['a repetition of 4 bytes offset', '06 08 616263 0b 03000000', 'abcabc'],
    ['a literal whose length needs a byte of its own', `46 f0 45 ${'78'.repeat(70)}`, 'x'.repeat(70)],
    ['a frame of two blocks', '82534e4150505900 00000001 00000001 00000003 01 00 61 00000003 01 00 62', 'ab'],
  ])('%s', (_, bytes, text) => {
    expect(readSnappy(hex(bytes)).toString()).toBe(text);
  });

  it.each([
    '',
    '05 10 68656c',
    '05 04 6162',
    '04 04 6162 05 03',
    '04 04 6162 05 00',
    'ffffffffff01',
    'ffffffff0f 00 61',
  ])('refuses %j', (bytes) => {
    expect(() => readSnappy(hex(bytes))).toThrow(RangeError);
  });
});

describe('LZ4', () => {
  const frame = (blocks: string): Buffer => hex(`04224d18 60 40 82 ${blocks} 00000000`);
  it.each([
    ['an uncompressed block', '05000080 68656c6c6f', 'hello'],
    ['literals', '06000000 50 68656c6c6f', 'hello'],
    ['a repetition and the last literal', '07000000 22 6162 0200 10 63', 'ababababc'],
    ['a block that repeats the one before', '05000080 68656c6c6f 05000000 01 0500 10 21', 'hellohello!'],
  ])('%s', (_, blocks, text) => {
    expect(readLz4Frame(frame(blocks)).toString()).toBe(text);
  });

  it.each([
    '',
    '00000000',
    '04224d18 60 40 82',
    '04224d18 60 40 82 ff000000 00',
    '04224d18 00 40 82 00000000',
  ])('refuses %j', (bytes) => {
    expect(() => readLz4Frame(hex(bytes))).toThrow(RangeError);
  });
});

it('no bytes make a reader write outside of its data or throw anything but a RangeError', () => {
  const isSafe = (read: (bytes: Buffer) => Buffer, bytes: Buffer): boolean => {
    try {
      return read(bytes).length >= 0;
    } catch (error) {
      return error instanceof RangeError;
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (tail) => {
      const bytes = Buffer.from(tail);
      return (
        isSafe(readSnappy, Buffer.concat([hex('40'), bytes])) &&
        isSafe(readLz4Frame, Buffer.concat([hex('04224d18 60 40 82'), bytes]))
      );
    }),
    { numRuns: 300 },
  );
});
