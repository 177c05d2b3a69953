-- The ring's one row: whoever changes the ring, or takes a step of a rotation, locks it.
create table key_ring (
    single     boolean primary key default true check (single),
    generation bigint not null check (generation >= 0)
);

insert into key_ring (generation) values (0);

-- The data keys, wrapped by a key of the environment. A retired one is gone: only its name is kept.
create table data_key (
    id         text primary key check (id not like '%:%'),
    wrapped    text,
    state      text        not null check (state in ('next', 'primary', 'old', 'retired')),
    created_at timestamptz not null,
    retired_at timestamptz,
    check ((state = 'retired') = (wrapped is null)),
    check ((state = 'retired') = (retired_at is not null))
);

create unique index data_key_one_next_one_primary on data_key (state) where state in ('next', 'primary');

-- The rotations, each of them from one step to the next; what it waits for, it asks anew.
create table key_rotation (
    id          bigint generated always as identity primary key,
    key_id      text        not null references data_key,
    step        text        not null check (step in ('distributing', 'sealing', 'confirming', 'done')),
    -- The ring that the replicas must confirm before the next step.
    generation  bigint      not null,
    -- How many tenants were sealed anew.
    sealed      int         not null default 0,
    started_by  text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    check ((step = 'done') = (finished_at is not null))
);

create unique index key_rotation_one_at_a_time on key_rotation ((true)) where step <> 'done';

-- Which keys a tenant's row is sealed with: that of each secret, and that of the import's fingerprint.
create function sealed_with(configuration jsonb, import_hash text) returns setof text language sql immutable as $$
    select split_part(secret.value, ':', 2) from jsonb_each_text(configuration -> 'secrets') secret
    union
    select split_part(import_hash, ':', 2) where import_hash like 'v1:%'
$$;

-- A replica that slept through the end of a rotation still seals with the key that is gone by then. Whoever retires a
-- key holds the table's lock, so that each write comes before, and is seen, or after, and is refused.
create function refuse_retired_key() returns trigger language plpgsql as $$
declare
    retired text;
begin
    select id into retired from data_key
    where state = 'retired' and id in (select sealed_with(new.configuration, new.import_hash));
    if found then
        raise exception 'a secret of tenant % is sealed with key %, which is retired: try again', new.slug, retired;
    end if;
    return new;
end $$;

create trigger tenant_refuses_retired_key before insert or update of configuration, import_hash on tenant
    for each row execute function refuse_retired_key();
