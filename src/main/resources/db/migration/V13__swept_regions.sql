create table swept_region (
    id varchar(100) primary key,
    connection varchar(40) not null,
    region varchar(40) not null,
    used boolean not null,
    swept_at timestamp(6) with time zone,
    standing integer not null,
    unseen varchar(20000) not null
);
