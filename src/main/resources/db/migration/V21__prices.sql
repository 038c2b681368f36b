-- Prices that AWS's price list told; they win over the project's own table.
create table price (
    region varchar(40) not null,
    item varchar(80) not null,
    price numeric(20, 10) not null,
    as_of varchar(20) not null,
    source varchar(40) not null,
    fetched_at timestamp(6) with time zone not null,
    primary key (region, item)
);

-- When a connection was asked for the prices of a region, and what came of it.
create table price_refresh (
    connection varchar(40) not null,
    region varchar(40) not null,
    asked_at timestamp(6) with time zone not null,
    told integer not null,
    problem varchar(1000),
    denied boolean not null,
    primary key (connection, region)
);
