-- The log. Positions are drawn under an advisory lock that is taken last and held until the commit is
-- visible, so position order is commit order: a reader of "position > n" can never skip a record that
-- commits later. See docs/adr/0001-position-order.md.
create schema log;

create sequence log.position cache 1;

create table log.streams (
  stream text primary key,
  version bigint not null default 0
);

create table log.events (
  position bigint primary key,
  stream text not null,
  version bigint not null,
  event_id uuid not null unique,
  type text not null,
  schema_version smallint not null,
  shard smallint not null,
  metadata jsonb not null,
  data bytea not null,
  recorded_at timestamptz not null,
  unique (stream, version)
);
-- Encrypted bytes do not compress: do not spend CPU on trying.
alter table log.events alter column data set storage external;

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the event log is append-only';
end $$;
create trigger append_only before update or delete or truncate on log.events
  for each statement execute function log.refuse_change();

-- One statement commits a group of appends. VOLATILE plpgsql under READ COMMITTED on purpose: each inner
-- statement takes a fresh snapshot, so what is read after the lock is what the last holder committed.
-- `expected`: null any, 0 no stream, n exactly n. Several "any" appends to one stream are welcome; an
-- append with an expectation must be alone on its stream in the group (the batcher sees to it).
-- `data` holds the records' bytes one after the other, `data_end` where each ends.
create function log.append_group(
  p_stream text[], p_expected bigint[],
  p_append int[], p_id uuid[], p_type text[], p_schema_version smallint[], p_shard smallint[],
  p_metadata jsonb[], p_data bytea, p_data_end int[])
returns table (append_no int, status text, last_version bigint, last_position bigint)
language plpgsql volatile
set enable_seqscan = off -- a plan made while the tables were empty must not become a sequential scan later
as $$
#variable_conflict use_column
begin
  insert into log.streams (stream) select distinct s from unnest(p_stream) s order by 1 on conflict do nothing;
  perform 1 from log.streams t where t.stream = any (p_stream) order by t.stream for update;
  perform pg_advisory_xact_lock(4702111234474983745);
  return query
  with appends as (
    select o::int as no, s as stream, e as expected
      from unnest(p_stream, p_expected) with ordinality u(s, e, o)
  ), records as (
    select o, a as no, id, ty, sv, sh, md, p_data_end[o::int] as ends, coalesce(p_data_end[o::int - 1], 0) as starts
      from unnest(p_append, p_id, p_type, p_schema_version, p_shard, p_metadata)
           with ordinality u(a, id, ty, sv, sh, md, o)
  ), known as (
    select a.no, a.stream, a.expected, count(*) as n, count(x.event_id) as stored,
           count(*) filter (where x.stream = a.stream) as here, max(x.version) as v, max(x.position) as p
      from records r join appends a on a.no = r.no left join log.events x on x.event_id = r.id
     group by a.no, a.stream, a.expected
  ), verdicts as (
    select k.no, k.stream, t.version as current, k.v, k.p,
           case when k.stored > k.here then 'event_id_reused'
                when k.here = k.n then 'duplicate'
                when k.here > 0 then 'conflict'
                when k.expected is not null and k.expected <> t.version then 'conflict'
                else 'appended' end as status
      from known k join log.streams t on t.stream = k.stream
  ), numbered as (
    select nextval('log.position') as position, q.*
      from (select w.stream, w.current + row_number() over (partition by w.stream order by r.o) as version, r.*
              from records r join verdicts w on w.no = r.no and w.status = 'appended' order by r.o) q
  ), inserted as (
    insert into log.events (position, stream, version, event_id, type, schema_version, shard, metadata, data, recorded_at)
    select position, stream, version, id, ty, sv, sh, md, substring(p_data from starts + 1 for ends - starts),
           date_trunc('milliseconds', clock_timestamp())
      from numbered
  ), moved as (
    update log.streams t set version = m.version
      from (select stream, max(version) as version from numbered group by stream) m where t.stream = m.stream
  ), last as (
    select no, max(version) as version, max(position) as position from numbered group by no
  )
  select w.no, w.status,
         case w.status when 'appended' then l.version when 'duplicate' then w.v else w.current end,
         case w.status when 'appended' then l.position when 'duplicate' then w.p end
    from verdicts w left join last l on l.no = w.no order by w.no;
end $$;
