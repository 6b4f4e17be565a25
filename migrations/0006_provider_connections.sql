-- What connects people to providers. Nothing here can be rebuilt from the log, and no secret is readable here: each is
-- sealed with the key of its person. See docs/adr/0019-tokens-of-providers.md.
create schema providers;

create table providers.connections (
  provider text not null,
  external_user text not null,
  user_id text not null,
  -- Access and refresh token.
  sealed bytea not null,
  key_id text not null,
  -- Counts the tokens of this connection: whoever finds another number than before finds other tokens.
  generation bigint not null default 1,
  expires_at timestamptz, -- of the access token; null: the provider did not say
  scopes text[] not null,
  broken_because text, -- null: works
  updated_at timestamptz not null,
  primary key (provider, external_user)
);
create index connections_of_user on providers.connections (user_id, provider);

-- Connecting that was begun and not finished. A row is deleted by the one callback that may use it.
create table providers.authorisations (
  state_hash bytea primary key,
  provider text not null,
  user_id text not null,
  sealed bytea, -- PKCE verifier; null where the provider has no PKCE
  key_id text,
  expires_at timestamptz not null
);
create index on providers.authorisations (expires_at);

-- As rate-limiter-flexible has it: what was spent of each provider's budget, by all processes together.
create table providers.budgets (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
