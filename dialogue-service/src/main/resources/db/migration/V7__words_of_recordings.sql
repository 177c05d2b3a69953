-- What was said in a recording, where the provider has transcribed it.
alter table recording add column text text;
