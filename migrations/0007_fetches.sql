-- What fetching from providers needs to remember beside its jobs, which are in the schema `jobs`
-- (docs/adr/0018-jobs-in-postgresql.md). All of it may be lost: sweeps find again what is missing.

-- Fetches that were given up until somebody mends the cause.
create table work.parked_fetches (
  provider text not null,
  external_user text not null,
  key text not null,
  job jsonb not null,
  problem text not null,
  -- The HTTP status, or the kind of error; never a text that a provider wrote.
  detail text,
  parked_at timestamptz not null default now(),
  primary key (provider, external_user, key)
);

create table work.fetch_outcomes (
  provider text not null,
  outcome text not null,
  fetches bigint not null default 0,
  primary key (provider, outcome)
);

create table work.reconciliations (
  provider text not null,
  external_user text not null,
  -- Everything before it was asked for.
  swept_until timestamptz,
  next_sweep_at timestamptz,
  -- When the provider last notified, and when a sweep last found what nobody had notified of.
  noticed_at timestamptz,
  found_at timestamptz,
  warned_at timestamptz,
  primary key (provider, external_user)
);
create index on work.reconciliations (next_sweep_at);

create table work.backfills (
  id uuid primary key,
  provider text not null,
  external_user text not null,
  windows int not null,
  done int not null default 0,
  records_new int not null default 0,
  records_known int not null default 0,
  asked_at timestamptz not null default now()
);
