import { promisify } from 'node:util';
import zlib from 'node:zlib';
import kafkajs from 'kafkajs';
import { CodedError } from '../../domain/errors.ts';
import { readLz4Frame } from './lz4.ts';
import { readSnappy } from './snappy.ts';

/**
 * kafkajs reads gzip alone and stops for good at anything else, but how the messages of a topic are compressed is for
 * whoever writes them, or the topic's own setting, to choose. These read what Kafka knows beside gzip. AUREN itself
 * writes gzip.
 */
export const registerCodecs = (): void => {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  const readOnly = (name: string, decompress: (bytes: Buffer) => Promise<Buffer>) => () => ({
    compress: async () => {
      throw new CodedError('not_supported', 500, `AUREN does not write ${name}`);
    },
    decompress,
  });
  CompressionCodecs[CompressionTypes.Snappy] = readOnly('snappy', async (bytes) => readSnappy(bytes));
  CompressionCodecs[CompressionTypes.LZ4] = readOnly('lz4', async (bytes) => readLz4Frame(bytes));
  // Node has it from version 22.15 on.
  if (typeof zlib.zstdDecompress === 'function')
    CompressionCodecs[CompressionTypes.ZSTD] = readOnly('zstd', promisify(zlib.zstdDecompress));
};
