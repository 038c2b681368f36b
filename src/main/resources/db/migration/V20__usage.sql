-- What stood, from when to when, and at which price an hour: one row for each stretch at one price.
create table usage_span (
    id varchar(36) primary key,
    connection varchar(40) not null,
    region varchar(40) not null,
    arn varchar(600) not null,
    kind varchar(40) not null,
    name varchar(600) not null,
    scope varchar(300),
    part_of varchar(600),
    resource_created_at timestamp(6) with time zone,
    observed_at timestamp(6) with time zone not null,
    began_at timestamp(6) with time zone not null,
    billed_until timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone,
    seen_at timestamp(6) with time zone not null,
    person varchar(100) not null,
    lab varchar(100),
    facts varchar(4000) not null,
    per_hour numeric(20, 10),
    unpriced integer not null,
    estimate boolean not null,
    as_of varchar(60) not null,
    cost numeric(24, 12)
);

create index usage_span_place on usage_span (connection, region, ended_at);
create index usage_span_arn on usage_span (arn);
create index usage_span_part on usage_span (part_of);
create index usage_span_scope on usage_span (connection, scope);
create index usage_span_person on usage_span (person);
create index usage_span_lab on usage_span (lab);
create index usage_span_time on usage_span (billed_until);

-- When a kind was looked at last: all its open spans were seen then.
create table usage_look (
    place varchar(140) primary key,
    seen_at timestamp(6) with time zone not null
);
