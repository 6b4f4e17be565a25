/**
 * What a stranger would write who has only the folder `docs/messages`: its page and its schemas. It must not import
 * anything of AUREN.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../../docs/messages/', import.meta.url);

const validatorOf = (name: string): z.ZodType =>
  z.fromJSONSchema(JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')));

export interface Incoming {
  readonly key: string | null;
  readonly value: Uint8Array | string;
  readonly headers: Readonly<Record<string, string>>;
}

interface AnyReading {
  readonly key: string;
  readonly metric: string;
  readonly value: number | null;
  readonly unit: string | null;
}
interface Value {
  readonly event_type: string;
  readonly event_id: string;
  readonly user_id: string;
  readonly schema_version: number;
  readonly provider: string;
  readonly document: string;
  readonly part?: number;
  readonly parts?: number;
  readonly readings: readonly AnyReading[];
  readonly date: string;
  readonly state: string;
  readonly intervention: string;
}

/** Keeps what holds: readings by document and key, states by date, steps of interventions. */
export const createSchemaConsumer = () => {
  const schemas = {
    'biometric-events': validatorOf('biometric-events'),
    'neuros-interventions': validatorOf('neuros-interventions'),
  };
  const handled = new Map<string, readonly [position: bigint, part: number]>();
  const documents = new Map<string, Map<string, AnyReading>>();
  const nights = new Map<string, string>();
  const interventions = new Map<string, string[]>();
  const wrong: string[] = [];
  let repeated = 0;

  const subjectOf = (value: Value): string => {
    if (value.intervention !== undefined) return `intervention ${value.intervention}`;
    return value.document === undefined
      ? `nights ${value.user_id}`
      : `document ${value.provider} ${value.document}`;
  };

  const isNew = (subject: string, position: bigint, part: number): boolean => {
    const [lastPosition, lastPart] = handled.get(subject) ?? [-1n, 0];
    if (position < lastPosition || (position === lastPosition && part <= lastPart)) return false;
    handled.set(subject, [position, part]);
    return true;
  };

  const take = (value: Value): void => {
    const subject = subjectOf(value);
    switch (value.event_type) {
      case 'ReadingsRecorded':
      case 'ReadingsRevised': {
        const readings = documents.get(subject) ?? new Map<string, AnyReading>();
        for (const reading of value.readings) readings.set(reading.key, reading);
        documents.set(subject, readings);
        break;
      }
      case 'ReadingsRetracted':
        documents.set(subject, new Map());
        break;
      case 'NightAssessed':
      case 'NightReassessed':
        nights.set(`${value.user_id} ${value.date}`, value.state);
        break;
      case 'NightWithdrawn':
        nights.delete(`${value.user_id} ${value.date}`);
        break;
      default:
        interventions.set(value.intervention, [
          ...(interventions.get(value.intervention) ?? []),
          value.event_type,
        ]);
    }
  };

  return {
    receive: (topic: keyof typeof schemas, { key, value: bytes, headers }: Incoming): void => {
      const text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8');
      const value = JSON.parse(text) as Value;
      const checked = schemas[topic].safeParse(value);
      if (!checked.success) wrong.push(`${headers['event-type']}: ${checked.error.message.slice(0, 300)}`);
      if (key !== value.user_id) wrong.push('the key is not the user');
      if (headers['event-id'] !== value.event_id) wrong.push('event-id differs');
      if (headers['event-type'] !== value.event_type) wrong.push('event-type differs');
      if (headers['schema-version'] !== String(value.schema_version)) wrong.push('schema-version differs');
      if (Number.isNaN(Date.parse(headers['occurred-at'] ?? ''))) wrong.push('occurred-at is no instant');
      if (isNew(subjectOf(value), BigInt(headers['log-position']!), value.part ?? 1)) take(value);
      else repeated++;
    },
    documents,
    nights,
    interventions,
    wrong,
    repeated: () => repeated,
  };
};
