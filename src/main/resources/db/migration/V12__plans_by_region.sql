alter table cleanup_step add column region varchar(40) default '' not null;
update cleanup_step set region = coalesce(
    (select e.region from ledger_entry e where e.id = cleanup_step.entry_id), 'us-east-1');
alter table cleanup_step add column found boolean default false not null;
update cleanup_step set found = true where entry_id is null;
alter table cleanup_step add column memo varchar(20000);
alter table cleanup_step add column mark varchar(36);
alter table cleanup_step add column marked_at timestamp(6) with time zone;
alter table cleanup_step add column cost numeric(20, 10);
update cleanup_step set state = 'BEGUN' where state = 'REMOVING';
update cleanup_step set state = 'DONE' where state = 'GONE';

alter table cleanup_plan rename column cluster to subject;
alter table cleanup_plan add column purpose varchar(20) default 'REMOVE' not null;
alter table cleanup_plan add column with_found boolean default false not null;
alter table cleanup_plan add column automatic boolean default false not null;
alter table cleanup_plan add column changes varchar(20000);
alter table cleanup_plan add column due_at timestamp(6) with time zone;
alter table cleanup_plan add column behind varchar(36);
