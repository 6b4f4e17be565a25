/** Sources: google/snappy `format_description.txt`; the frame around it is that of Java's `SnappyOutputStream`. */

const FRAME = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);
const FRAME_HEADER_BYTES = 16;
const MAX_BYTES = 256 * 1024 * 1024;

/** Bytes compressed by Snappy, alone or in the frame Kafka's clients put around them. Throws a RangeError for others. */
export const readSnappy = (bytes: Buffer): Buffer => {
  if (!bytes.subarray(0, FRAME.length).equals(FRAME)) return readBlock(bytes);
  const blocks: Buffer[] = [];
  for (let at = FRAME_HEADER_BYTES; at < bytes.length; ) {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length < 0 || at + length > bytes.length) throw new RangeError('a Snappy block is cut off');
    blocks.push(readBlock(bytes.subarray(at, at + length)));
    at += length;
  }
  return Buffer.concat(blocks);
};

const readBlock = (bytes: Buffer): Buffer => {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes.readUInt8(at++);
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
    if (shift >= 28) throw new RangeError('a Snappy block has no length');
  }
  if (length > MAX_BYTES) throw new RangeError('a Snappy block is too long');
  const out = Buffer.alloc(length);
  let end = 0;

  const literal = (count: number): void => {
    if (at + count > bytes.length || end + count > length)
      throw new RangeError('a Snappy literal is cut off');
    bytes.copy(out, end, at, at + count);
    at += count;
    end += count;
  };

  while (at < bytes.length) {
    const tag = bytes.readUInt8(at++);
    const high = tag >> 2;
    switch (tag & 3) {
      case 0: {
        const extra = Math.max(0, high - 59);
        const count = extra === 0 ? high : bytes.readUIntLE(at, extra);
        at += extra;
        literal(count + 1);
        break;
      }
      case 1:
        end = repeat(out, end, ((tag >> 5) << 8) | bytes.readUInt8(at), (high & 7) + 4);
        at += 1;
        break;
      case 2:
        end = repeat(out, end, bytes.readUInt16LE(at), high + 1);
        at += 2;
        break;
      default:
        end = repeat(out, end, bytes.readUInt32LE(at), high + 1);
        at += 4;
    }
  }
  if (end !== length) throw new RangeError('a Snappy block is shorter than it says');
  return out;
};

/** Repeats `count` bytes that begin `offset` before `end`, also those it writes itself. Answers the new end. */
export const repeat = (out: Buffer, end: number, offset: number, count: number): number => {
  if (offset === 0 || offset > end || end + count > out.length)
    throw new RangeError('a repetition leads outside of the data');
  if (offset >= count) out.copy(out, end, end - offset, end - offset + count);
  else for (let i = 0; i < count; i++) out[end + i] = out[end + i - offset]!;
  return end + count;
};
