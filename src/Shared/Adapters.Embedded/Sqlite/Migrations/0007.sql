-- Sites that are not reached yet are looked at again and again.
CREATE INDEX sites_propagating ON sites (id) WHERE json_extract(record, '$.state') = 'Propagating';
