import { repeat } from './snappy.ts';

/** Sources: lz4/lz4 `lz4_Frame_format.md` and `lz4_Block_format.md`. Checksums are Kafka's business: its batches have one. */

const MAGIC = 0x184d2204;
const MAX_BYTES = 256 * 1024 * 1024;
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 65_536, 5: 262_144, 6: 1_048_576, 7: 4_194_304 };

/** An LZ4 frame. Throws a RangeError for what is none. */
export const readLz4Frame = (bytes: Buffer): Buffer => {
  if (bytes.readUInt32LE(0) !== MAGIC) throw new RangeError('no LZ4 frame');
  const flags = bytes.readUInt8(4);
  const blockBytes = BLOCK_BYTES[(bytes.readUInt8(5) >> 4) & 7];
  if (flags >> 6 !== 1 || blockBytes === undefined)
    throw new RangeError('an LZ4 frame of an unknown version');
  const hasBlockChecksum = (flags & 0x10) !== 0;
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
  let out = Buffer.alloc(blockBytes);
  let end = 0;
  for (;;) {
    const word = bytes.readUInt32LE(at);
    at += 4;
    if (word === 0) return out.subarray(0, end);
    const size = word & 0x7fffffff;
    if (at + size > bytes.length) throw new RangeError('an LZ4 block is cut off');
    if (end + blockBytes > MAX_BYTES) throw new RangeError('an LZ4 frame is too long');
    if (out.length < end + blockBytes) out = Buffer.concat([out, Buffer.alloc(out.length + blockBytes)]);
    const block = bytes.subarray(at, at + size);
    // Blocks may repeat what stood in the ones before them.
    end = word >>> 31 === 1 ? end + block.copy(out, end) : readBlock(block, out, end);
    at += size + (hasBlockChecksum ? 4 : 0);
  }
};

const readBlock = (block: Buffer, out: Buffer, start: number): number => {
  let at = 0;
  let end = start;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15)
      for (let byte = 255; byte === 255; length += byte) {
        byte = block.readUInt8(at++);
      }
    return length;
  };
  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literal = lengthFrom(token >> 4);
    if (at + literal > block.length || end + literal > out.length)
      throw new RangeError('an LZ4 literal is cut off');
    block.copy(out, end, at, at + literal);
    at += literal;
    end += literal;
    // The last sequence of a block has literals alone.
    if (at === block.length) break;
    const offset = block.readUInt16LE(at);
    at += 2;
    end = repeat(out, end, offset, lengthFrom(token & 15) + 4);
  }
  return end;
};
