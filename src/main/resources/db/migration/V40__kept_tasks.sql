-- Tasks that were seen stopped, because AWS forgets them after about an hour.
create table kept_task (
    id varchar(36) primary key,
    connection varchar(40) not null,
    region varchar(40) not null,
    cluster varchar(300) not null,
    task varchar(100) not null,
    arn varchar(600) not null,
    stopped_at timestamp(6) with time zone not null,
    seen_at timestamp(6) with time zone not null,
    told varchar(200000) not null
);

create index kept_task_place on kept_task (connection, region, cluster, stopped_at);
create index kept_task_time on kept_task (stopped_at);
