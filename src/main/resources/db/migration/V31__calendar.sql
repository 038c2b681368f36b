-- The secret address of a person's calendar feed is kept as a hash only.
create table calendar_feed (
    person varchar(100) primary key,
    token_hash varchar(64) not null unique,
    made_at timestamp(6) with time zone not null
);

alter table person add column email varchar(254);
