import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | string;
  readonly encrypted?: boolean;
  /** What the archive says of the size, where that is not the truth. */
  readonly claimedSize?: number;
}

const DEFLATED = 8;
const UTF8_NAMES = 0x800;

/** A zip archive as phones make it; `zip64` writes sizes and offsets the way archives beyond 4 GiB do. */
export const zipOf = (entries: readonly ZipEntry[], { zip64 = false } = {}): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const put = (to: Buffer[], ...buffers: Buffer[]): number => {
    to.push(...buffers);
    return buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  };
  for (const { name, content, encrypted = false, claimedSize } of entries) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const size = claimedSize ?? data.length;
    const names = Buffer.from(name);
    const flags = UTF8_NAMES | (encrypted ? 1 : 0);
    const extra = zip64
      ? numbers([2, 1], [2, 24], [8, size], [8, packed.length], [8, offset])
      : Buffer.alloc(0);
    const shortSize = zip64 ? 0xffffffff : size;
    const shortPacked = zip64 ? 0xffffffff : packed.length;
    const common = numbers(
      [2, 45],
      [2, flags],
      [2, DEFLATED],
      [4, 0],
      [4, crc32(data)],
      [4, shortPacked],
      [4, shortSize],
      [2, names.length],
      [2, extra.length],
    );
    const rest = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, zip64 ? 0xffffffff : offset]);
    put(directory, Buffer.from('PK\x01\x02'), numbers([2, 45]), common, rest, names, extra);
    offset += put(parts, Buffer.from('PK\x03\x04'), common, names, extra, packed);
  }
  const central = Buffer.concat(directory);
  const count = entries.length;
  const large = zip64
    ? Buffer.concat([
        Buffer.from('PK\x06\x06'),
        numbers(
          [8, 44],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, central.length],
          [8, offset],
        ),
        Buffer.from('PK\x06\x07'),
        numbers([4, 0], [8, offset + central.length], [4, 1]),
      ])
    : Buffer.alloc(0);
  const end = zip64
    ? numbers([4, 0], [2, 0xffff], [2, 0xffff], [4, 0xffffffff], [4, 0xffffffff], [2, 0])
    : numbers([4, 0], [2, count], [2, count], [4, central.length], [4, offset], [2, 0]);
  return Buffer.concat([...parts, central, large, Buffer.from('PK\x05\x06'), end]);
};

/** Little-endian, each with its length in bytes. */
const numbers = (...fields: readonly (readonly [bytes: number, value: number])[]): Buffer =>
  Buffer.concat(
    fields.map(([bytes, value]) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigUInt64LE(BigInt(value));
      return buffer.subarray(0, bytes);
    }),
  );
