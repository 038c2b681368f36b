create table expiry_rule (
    id varchar(36) primary key,
    kind varchar(10) not null,
    name varchar(400) not null,
    lifetime varchar(30),
    automatic boolean not null,
    set_by varchar(100) not null,
    set_at timestamp(6) with time zone not null,
    constraint expiry_rule_once unique (kind, name)
);

-- Which entries carry the tag of a rule, as AWS said it last.
create table expiry_match (
    id varchar(80) primary key,
    rule_id varchar(36) not null,
    entry_id varchar(36) not null,
    seen_at timestamp(6) with time zone not null
);

create index expiry_match_rule on expiry_match (rule_id);

create table notice (
    id varchar(36) primary key,
    kind varchar(20) not null,
    person varchar(100) not null,
    channel varchar(60) not null,
    entries varchar(1000000) not null,
    subject varchar(300) not null,
    created_at timestamp(6) with time zone not null,
    due_at timestamp(6) with time zone not null,
    attempts integer not null,
    next_try timestamp(6) with time zone not null,
    sent_at timestamp(6) with time zone,
    failed_at timestamp(6) with time zone,
    obsolete_at timestamp(6) with time zone,
    error varchar(1000),
    lease_owner varchar(36),
    lease_until timestamp(6) with time zone
);

create index notice_next on notice (next_try);
create index notice_created on notice (created_at);

-- What was told of already: one row for an entry, its date and the stage, or for a person's digest.
create table notice_mark (
    id varchar(300) primary key,
    made_at timestamp(6) with time zone not null
);

-- The date that a delivered notice told of an entry.
create table announcement (
    entry_id varchar(36) primary key,
    about timestamp(6) with time zone not null,
    delivered_at timestamp(6) with time zone not null,
    notice_id varchar(36) not null
);
