-- A version is kept for ever, the key of its secrets is not: they were never used, and a retired key must seal nothing.
update tenant_version set data = cast(jsonb_set(cast(data as jsonb), '{secrets}', '{}') as text);
