package dev.tocsin.ingest.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import org.jspecify.annotations.NullUnmarked;

/** What is known of a host beyond its feeds; written by {@link CheckRepository} only. */
@Entity
@Table(name = "host")
@NullUnmarked
class HostEntity {
    @Id
    String name;

    @Column(name = "closed_until")
    OffsetDateTime closedUntil;
}
