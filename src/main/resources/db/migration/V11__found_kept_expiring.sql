-- What was found stands in the ledger too; it has no action.
alter table ledger_entry alter column action_id drop not null;
alter table ledger_entry add column expires_at timestamp(6) with time zone;
alter table ledger_entry add column kept_until timestamp(6) with time zone;
alter table ledger_entry add column kept_by varchar(100);
alter table ledger_entry add column kept_reason varchar(1000);
alter table ledger_entry add column seen_at timestamp(6) with time zone;
alter table ledger_entry add column expiry_tag varchar(256);

create index ledger_entry_expires on ledger_entry (expires_at);

alter table action add column expires_at timestamp(6) with time zone;
