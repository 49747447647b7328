-- Which reports a revision of an article has, as its correction says. What earlier revisions reported no longer counts once
-- all of these are stored; as either topic may be ahead of the other, a correction is kept until then and after.
create table alerts.correction (
    article_id text    not null,
    revision   integer not null,
    reports    text[]  not null,
    primary key (article_id, revision)
);
-- Until now only those that list nothing were heard; no report of such a revision is stored.
insert into alerts.correction
select article_id, revision, '{}' from alerts.article a
where not exists (select from alerts.report r where r.article_id = a.article_id and r.article_revision = a.revision);
