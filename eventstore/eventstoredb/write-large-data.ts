import { webcrypto } from 'node:crypto';
import type { Connection } from './connection.ts';
import { type LargeData, largeDataStream, partId, partsOf } from './large-data.ts';

export interface LargeDataWriter {
  /** Resolves when all parts are stored. After an error it goes on with the part that was not confirmed. */
  finish(): Promise<LargeData>;
}

/**
 * One part after the other, each at its exact revision with an id of its own: a part that is there already is answered
 * as success. `onPart` is called for each that is stored. Throws what `append` throws.
 */
export const createLargeDataWriter = (
  append: Connection['append'],
  data: Uint8Array,
  partBytes: number,
  onPart: () => void,
): LargeDataWriter => {
  let named: LargeData | undefined;
  let stored = 0;

  const name = async (): Promise<LargeData> => {
    const digest = await webcrypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>);
    return { hash: Buffer.from(digest).toString('hex'), bytes: data.byteLength, partBytes };
  };

  return {
    finish: async () => {
      named ??= await name();
      const stream = largeDataStream(named);
      for (const parts = partsOf(named); stored < parts; stored++) {
        await append(stream, stored, [
          {
            id: partId(stream, stored),
            type: 'DataPart',
            contentType: 'application/octet-stream',
            data: data.subarray(stored * partBytes, (stored + 1) * partBytes),
            metadata: new Uint8Array(),
          },
        ]);
        onPart();
      }
      return named;
    },
  };
};
