import type pg from 'pg';
import { type AppendResult, shardOf } from '../event-log.ts';
import type { QueuedAppend } from '../group-commit.ts';

const text =
  'select append_no, status, last_version, last_position from log.append_group($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)';

interface Row {
  append_no: number;
  status: AppendResult['status'];
  last_version: string | null;
  last_position: string | null;
}

/** Commits a group in one statement: no client round trip happens while the order lock is held. */
export const appendGroup = async (
  client: pg.ClientBase,
  group: readonly QueuedAppend[],
): Promise<AppendResult[]> => {
  const streams: string[] = [];
  const expected: (number | null)[] = [];
  const appendNo: number[] = [];
  const ids: string[] = [];
  const types: string[] = [];
  const schemaVersions: number[] = [];
  const shards: number[] = [];
  const metadata: string[] = [];
  const data: Uint8Array[] = [];
  const dataEnd: number[] = [];
  let end = 0;
  for (const [index, item] of group.entries()) {
    streams.push(item.stream);
    expected.push(item.expected === 'any' ? null : item.expected === 'none' ? 0 : item.expected);
    for (const record of item.records) {
      appendNo.push(index + 1);
      ids.push(record.id);
      types.push(record.type);
      schemaVersions.push(record.schemaVersion);
      shards.push(shardOf(item.stream, record.metadata));
      metadata.push(JSON.stringify(record.metadata));
      data.push(record.data);
      end += record.data.byteLength;
      dataEnd.push(end);
    }
  }
  const { rows } = await client.query<Row>({
    name: 'append_group',
    text,
    values: [
      streams,
      expected,
      appendNo,
      ids,
      types,
      schemaVersions,
      shards,
      metadata,
      Buffer.concat(data),
      dataEnd,
    ],
  });
  return rows.map(toResult);
};

const toResult = (row: Row): AppendResult => {
  const version = Number(row.last_version);
  switch (row.status) {
    case 'appended':
    case 'duplicate':
      return { status: row.status, version, position: BigInt(row.last_position ?? 0) };
    case 'conflict':
      return { status: 'conflict', version };
    case 'event_id_reused':
      return { status: 'event_id_reused' };
  }
};
