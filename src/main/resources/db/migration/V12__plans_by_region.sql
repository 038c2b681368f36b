alter table cleanup_step add column region varchar(40) default '' not null;
update cleanup_step set region = coalesce(
    (select e.region from ledger_entry e where e.id = cleanup_step.entry_id), 'us-east-1');
