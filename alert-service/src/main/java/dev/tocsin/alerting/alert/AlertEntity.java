package dev.tocsin.alerting.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jboss.logging.Logger;

/**
 * Row of {@code alerts.alert}, so far as it is read: the document and its place in the order. Rows are written a batch
 * at a time, with all columns, by the lifecycle.
 */
@Entity(name = "Alert")
@Immutable
@Table(schema = "alerts", name = "alert")
class AlertEntity {
    private static final Logger LOG = Logger.getLogger(AlertEntity.class);

    @Id
    private String id = "";

    private int version;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "raised_at")
    private Instant raisedAt = Instant.EPOCH;

    /** As text: the driver would read it as JSON, only for Hibernate to write it again. */
    @ColumnTransformer(read = "cast(body as text)")
    private String body = "";

    protected AlertEntity() {}

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant raisedAt() {
        return raisedAt;
    }

    Alert document() {
        return Alert.fromJson(body);
    }

    /**
     * For lists: the document as it is stored, without a look at what it says, where it begins as we begin one; else what we
     * make of it. Reading and writing fifty of them takes twice as long as all else that a page takes.
     */
    Stream<String> written() {
        return body.startsWith("{\"id\":\"" + id + "\",\"version\":" + version + ",\"state\":")
                ? Stream.of(body)
                : readable().map(Alert::toJson);
    }

    /** For lists: one that does not read, which only a hand in the database makes, is no reason to hide the others. */
    Stream<Alert> readable() {
        try {
            return Stream.of(document());
        } catch (UncheckedIOException unreadable) {
            LOG.errorf("A stored alert does not read, and is left out alertId=%s cause=%s", id, unreadable.getCause());
            return Stream.empty();
        }
    }
}
