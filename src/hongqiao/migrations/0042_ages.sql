-- An age band with how it is known instead of years of birth; what pauses somebody’s day; guardians and their wards.
alter table account alter column birth_band set default '';

alter table account
  add column age_band text not null default 'unknown',
  add column age_method text not null default '',
  add column age_confidence text not null default '',
  add column age_at timestamptz,
  add column minutes_a_day int,
  add column has_night_pause boolean not null default false,
  add column alarmed_at timestamptz,
  add column region text not null default '';

-- Who joined while years were asked is at least as old as the youngest of their years.
update account
set age_band = case
    when birth_band = 'earlier' then 'adult'
    when extract(year from now()) - right(birth_band, 4)::int - 1 >= 18 then 'adult'
    when extract(year from now()) - right(birth_band, 4)::int - 1 >= 16 then '16-17'
    else '13-15'
  end,
  age_method = 'self-declared', age_confidence = 'low', age_at = now()
where birth_band ~ '^([0-9]{4}-[0-9]{4}|earlier)$';

update account set birth_band = '' where birth_band <> '';

-- The link itself lies with the ward; the row with the guardian only leads there.
create table guardian (
  bucket int not null,
  account_id bigint not null,
  guardian_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id)
);

create table ward (
  bucket int not null,
  account_id bigint not null,
  ward_id bigint not null,
  made_at timestamptz not null,
  primary key (bucket, account_id, ward_id)
);
