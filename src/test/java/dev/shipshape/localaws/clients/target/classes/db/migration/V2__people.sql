create table person (
    name varchar(60) primary key,
    password varchar(200) not null,
    role varchar(20) not null,
    enabled boolean not null,
    created_at timestamp(6) with time zone not null
);
