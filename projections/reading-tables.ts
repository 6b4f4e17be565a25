/** Days of one chunk of readings where TimescaleDB keeps them; retention goes in the same steps everywhere. */
export const CHUNK_DAYS = 30;
/** Hours are a tenth of the readings: a year of one person is then in one or two chunks. A multiple of the above. */
const HOURS_CHUNK_DAYS = 12 * CHUNK_DAYS;

const COMPRESS_AFTER_DAYS = 90;

/**
 * Keys are compared by their bytes (`collate "C"`): cheaper, and pages have the same order on every server. The index
 * of documents leaves out the key of the reading: equal entries are stored once, which makes it a tenth of the size.
 */
export const readingTables = `
    create table if not exists readings (
      user_id text collate "C" not null,
      metric text collate "C" not null,
      start_at timestamptz not null,
      end_at timestamptz not null,
      local_date date not null,
      zone_offset_min smallint not null,
      value double precision,
      code text,
      statistic text collate "C" not null,
      context text collate "C" not null,
      period text not null,
      status text not null,
      source text not null,
      document text collate "C" not null,
      reading_key text collate "C" not null,
      revision int not null,
      event_id uuid not null,
      overlapped boolean not null default false,
      primary key (user_id, metric, start_at, document, reading_key)
    );
    create index if not exists readings_of_document on readings (document);
    create table if not exists reading_hours (
      user_id text collate "C" not null,
      metric text collate "C" not null,
      hour timestamptz not null,
      local_date date not null,
      statistic text collate "C" not null,
      context text collate "C" not null,
      count int not null,
      five_minutes smallint not null,
      sum numeric,
      minimum double precision,
      maximum double precision,
      primary key (user_id, metric, hour, local_date, statistic, context)
    );
    create table if not exists quarantined (
      user_id text not null,
      document text not null,
      reading_key text not null,
      metric text not null,
      reason text not null,
      raw text not null,
      event_id uuid not null,
      primary key (user_id, document, reading_key, reason, raw)
    );
    do $$ begin
      if exists (select from pg_extension where extname = 'timescaledb') then
        perform create_hypertable('readings', 'start_at', chunk_time_interval => interval '${CHUNK_DAYS} days',
                                  if_not_exists => true, create_default_indexes => false);
        perform create_hypertable('reading_hours', 'hour', chunk_time_interval => interval '${HOURS_CHUNK_DAYS} days',
                                  if_not_exists => true, create_default_indexes => false);
        if current_setting('timescaledb.license', true) = 'timescale' then
          alter table readings set (timescaledb.compress, timescaledb.compress_segmentby = 'user_id, metric',
                                    timescaledb.compress_orderby = 'start_at, document, reading_key');
          perform add_compression_policy('readings', interval '${COMPRESS_AFTER_DAYS} days', if_not_exists => true);
        end if;
      end if;
    end $$;`;
