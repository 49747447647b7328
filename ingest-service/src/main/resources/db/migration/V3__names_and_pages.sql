-- Every name that an article goes by (its address, its page's own, what a feed calls it), each as the id that it would
-- have made. What comes under a known name is that article.
create table article_name (
  name       text primary key,
  article_id text not null
);

create index article_name_article on article_name (article_id);

insert into article_name (name, article_id) select id, id from article;

alter table article
  -- Where the text is from: 'feed', 'page', or 'summary' where the feed has no more and the page was not to be had.
  add column text_source text not null default 'feed',
  -- Why it is a summary only, for people.
  add column text_note text,
  -- When its page is to be asked (again); a claim pushes it on by its lease. Null: not at all.
  add column page_due_at timestamptz,
  add column page_attempts int not null default 0,
  add column page_read_at timestamptz,
  -- As WebUrl writes it, and the feeds' hosts stand in the host table.
  add column page_host text generated always as (substring(url from '^https?://(\[[^]]*\]|[^/:?]+)')) stored,
  -- Not sent yet for its page's sake: the sweep sends it without when claimed_until has passed.
  add column held boolean not null default false,
  -- Its page turned out to be another article's.
  add column duplicate_of text;

create index article_page_due on article (page_host, page_due_at) where page_due_at is not null;
