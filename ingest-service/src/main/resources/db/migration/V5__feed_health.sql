-- Since when a feed that answers has brought nothing new for longer than is usual for it. Kept, so that of all replicas
-- one says it, and once.
alter table feed add column silent_since timestamptz;
