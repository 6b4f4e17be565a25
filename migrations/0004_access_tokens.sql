create schema access;

create table access.tokens (
  id uuid primary key,
  token_hash bytea not null unique,
  name text not null,
  user_id text, -- null: admin
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
