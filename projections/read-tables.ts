import type { CheckInEvent } from '../domain/check-in.ts';
import type { HypothesisState } from '../domain/hypothesis.ts';
import type { InterventionState } from '../domain/intervention.ts';
import type { KpiValue } from '../domain/kpis/night-kpis.ts';
import type { CognitiveMode } from '../domain/modes/choose-mode.ts';
import type { NightDecision } from '../domain/nights.ts';
import type { Statistic } from '../domain/reading.ts';
import type { SafetyFlagRaised } from '../domain/safety-notice.ts';

/** The read models as kysely sees them. Dates and bigints come as text, see `app/database/connect.ts`. */
export interface ReadTables {
  'read.subjects': { user_id: string; registered_at: Date };
  'read.connections': {
    provider: string;
    external_user: string;
    user_id: string;
    device: string;
    status: 'connected' | 'broken' | 'disconnected';
    reason: string | null;
    since: Date;
  };
  'read.deliveries': {
    event_id: string;
    position: string;
    provider: string;
    external_user: string;
    user_id: string | null;
    named_user: string | null;
    delivery_id: string;
    event_type: string;
    bytes: number;
    received_at: Date;
  };
  'read.readings': {
    user_id: string;
    metric: string;
    start_at: Date;
    end_at: Date;
    local_date: string;
    zone_offset_min: number;
    value: number | null;
    code: string | null;
    statistic: Statistic;
    context: string;
    period: string;
    status: string;
    overlapped: boolean;
    source: string;
    document: string;
    reading_key: string;
    revision: number;
    event_id: string;
  };
  /** What `readings` of one hour (UTC) and local date say; 0 and null where their values are words. */
  'read.reading_hours': {
    user_id: string;
    metric: string;
    hour: Date;
    local_date: string;
    statistic: Statistic;
    context: string;
    count: number;
    /** Buckets of 5 minutes that have values. */
    five_minutes: number;
    sum: string | null;
    minimum: number | null;
    maximum: number | null;
  };
  'read.quarantined': {
    user_id: string;
    document: string;
    reading_key: string;
    metric: string;
    reason: string;
    raw: string;
    event_id: string;
  };
  'read.night_documents': NightDocumentRow;
  'read.sleeps': {
    user_id: string;
    document: string;
    date: string;
    is_nap: boolean;
    start_at: Date;
    end_at: Date;
    zone_offset_min: number;
    source: string;
    asleep_s: number | null;
    in_bed_s: number | null;
    latency_s: number | null;
    efficiency_percent: number | null;
  };
  'read.workouts': {
    user_id: string;
    document: string;
    date: string;
    start_at: Date;
    end_at: Date;
    heart_rate: number | null;
    event_id: string;
    recorded_at: Date;
  };
  'read.check_ins': {
    user_id: string;
    position: string;
    event_id: string;
    check_in_id: string;
    date: string;
    kind: string;
    data: CheckInEvent['data'];
  };
  'read.nights': {
    user_id: string;
    ruleset: string;
    date: string;
    event_id: string;
    decision: NightDecision;
  };
  'read.interventions': {
    user_id: string;
    intervention_id: string;
    proposed_on: string;
    decision_event_id: string | null;
    status: InterventionState['status'];
    due_on: string | null;
    state: InterventionState;
  };
  'read.hypotheses': {
    user_id: string;
    hypothesis_id: string;
    state: HypothesisState;
  };
  'read.timeline': {
    user_id: string;
    position: string;
    event_id: string;
    kind: string;
    occurred_at: Date;
    date: string | null;
    summary: Record<string, unknown>;
  };
  'read.kpis': {
    user_id: string;
    date: string;
    event_id: string;
    night_event_id: string;
    kpis: readonly KpiValue[];
  };
  'read.cognitive_modes': {
    user_id: string;
    mode: CognitiveMode;
    reason: string;
    since: Date;
    event_id: string;
  };
  'read.safety_notices': {
    user_id: string;
    flag: string;
    event_id: string;
    finding: SafetyFlagRaised['data'];
  };
}

/** What one document says about the night of its date. */
export interface NightDocumentRow {
  user_id: string;
  document: string;
  date: string;
  kind: string;
  is_nap: boolean;
  start_at: Date;
  end_at: Date;
  source: string;
  /** By reading key. */
  readings: Record<string, NightReading>;
  recorded_at: Date;
}

export interface NightReading {
  metric: string;
  statistic: Statistic;
  context: string;
  value: number;
  eventId: string;
  /** ISO 8601 instant; of windows of RMSSD alone. */
  start?: string;
}
