-- Keys live in a schema of their own, so that a backup of the log can leave them out: after an erasure no
-- old backup of the log can be read. See docs/adr/0003-encryption-per-person.md.
create schema vault;

create table vault.subject_keys (
  owner text primary key,
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);

-- One row: a constant sealed with the master key, so that a wrong master key is found at start.
create table vault.master_key_check (
  only_row boolean primary key default true check (only_row),
  sealed bytea not null
);
