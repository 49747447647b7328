package dev.tocsin.alerting.saved;

import dev.tocsin.alerting.alert.AlertFilter;
import dev.tocsin.alerting.content.Language;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The alerts of feeds: those that changed last first, whatever became of them. */
@Singleton
class FeedRepository {
    private static final Logger LOG = Logger.getLogger(FeedRepository.class);

    private final Mutiny.SessionFactory sessions;

    FeedRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * What a document would hold, without reading it.
     *
     * @param digest another one, as soon as anything in it is another
     * @param updatedAt of the alert that changed last; empty when there is none
     */
    record Stamp(String digest, Optional<Instant> updatedAt) {}

    Uni<Stamp> stamp(AlertFilter filter, FeedFormat format) {
        return rows(
                        "select coalesce(md5(string_agg(id || '.' || version, ' ' order by updated_at desc, id desc)), ''),"
                                + " max(updated_at) from (select id, version, updated_at from alerts.alert %s) found",
                        filter, format)
                .map(rows -> new Stamp(
                        (String) rows.get(0)[0],
                        Optional.ofNullable((OffsetDateTime) rows.get(0)[1]).map(OffsetDateTime::toInstant)));
    }

    Uni<List<FeedEntry>> entries(AlertFilter filter, FeedFormat format, Language language) {
        return rows("select cast(body as text), raised_at, updated_at from alerts.alert %s", filter, format)
                .map(rows -> rows.stream().flatMap(row -> entry(language, row)).toList());
    }

    /** One that does not read is no reason to hide the others. */
    private static Stream<FeedEntry> entry(Language language, Object[] row) {
        try {
            return Stream.of(FeedEntry.of(
                    language,
                    (String) row[0],
                    ((OffsetDateTime) row[1]).toInstant(),
                    ((OffsetDateTime) row[2]).toInstant()));
        } catch (UncheckedIOException unreadable) {
            LOG.errorf("A stored alert does not read, and is left out of a feed cause=%s", unreadable.getCause());
            return Stream.empty();
        }
    }

    private Uni<List<Object[]>> rows(String select, AlertFilter filter, FeedFormat format) {
        Map<String, Object> values = new HashMap<>();
        List<String> conditions = filter.conditions(values);
        conditions.add(format == FeedFormat.ICS ? "(body ->> 'effective') is not null" : "true");
        String found = "where " + String.join(" and ", conditions) + " order by updated_at desc, id desc limit :most";
        return sessions.withSession(session -> {
            Mutiny.SelectionQuery<Object[]> query = session.createNativeQuery(select.formatted(found), Object[].class)
                    .setParameter("most", format.most());
            values.forEach(query::setParameter);
            return query.getResultList();
        });
    }
}
