-- Where each subscriber of the log stands. A checkpoint moves in the transaction that saves its rows.
create schema work;

create table work.checkpoints (
  processor text not null,
  partition smallint not null,
  partitions smallint not null,
  version int not null,
  position bigint not null default 0,
  updated_at timestamptz not null default now(),
  owner text,
  lease_until timestamptz,
  primary key (processor, partition)
);

-- A poison event and what follows in its stream. The rest of the log goes on.
create table work.parked (
  processor text not null,
  position bigint not null,
  stream text not null,
  event_id uuid not null,
  type text not null,
  error text not null,
  parked_at timestamptz not null default now(),
  primary key (processor, position)
);
create index on work.parked (processor, stream);
