-- From where on readings are kept in the read models. The log keeps all of them, so a rebuild has to know this, too.
-- One row; `cleared` is how far older rows have been removed.
create table work.reading_horizon (
  horizon timestamptz not null,
  cleared timestamptz not null
);
insert into work.reading_horizon values ('-infinity', '-infinity');
