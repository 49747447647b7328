-- Which types of message a subscription receives is its own choice. Left alone it hears of what changes the news: that
-- an event was raised, updated or retracted, not that one more outlet tells it or that two alerts became one.
alter table alerts.subscription
    add column types text[] not null default '{alert.raised,alert.updated,alert.retracted}';
