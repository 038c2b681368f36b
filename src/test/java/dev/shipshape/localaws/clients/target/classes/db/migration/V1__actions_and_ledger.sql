create table action (
    id varchar(36) primary key,
    person varchar(100) not null,
    lab varchar(100),
    verb varchar(20) not null,
    kind varchar(40) not null,
    resource varchar(600) not null,
    scope varchar(300),
    arn varchar(600),
    connection varchar(40) not null,
    aws_partition varchar(20) not null,
    account varchar(20),
    region varchar(40) not null,
    command varchar(100000) not null,
    started_at timestamp(6) with time zone not null,
    lease_until timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    outcome varchar(20) not null,
    request_id varchar(200),
    error_code varchar(200),
    note varchar(4000)
);

create index action_started on action (started_at);
create index action_outcome on action (outcome, lease_until);

create table ledger_entry (
    id varchar(36) primary key,
    action_id varchar(36) not null references action (id),
    person varchar(100) not null,
    lab varchar(100),
    kind varchar(40) not null,
    name varchar(600) not null,
    scope varchar(300),
    arn varchar(600) not null,
    connection varchar(40) not null,
    aws_partition varchar(20) not null,
    account varchar(20),
    region varchar(40) not null,
    resource_created_at timestamp(6) with time zone,
    recorded_at timestamp(6) with time zone not null,
    facts varchar(4000) not null,
    state varchar(20) not null,
    note varchar(4000),
    changed_at timestamp(6) with time zone not null,
    constraint ledger_entry_once unique (action_id, arn)
);

create index ledger_entry_state on ledger_entry (state);
create index ledger_entry_arn on ledger_entry (arn);
