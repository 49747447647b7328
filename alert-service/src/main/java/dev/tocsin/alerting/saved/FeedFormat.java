package dev.tocsin.alerting.saved;

import java.util.Arrays;
import java.util.Optional;

/** What a feed can be read as. */
enum FeedFormat {
    ATOM("atom", "application/atom+xml; charset=utf-8", 100, new AtomWriter()),
    JSON("json", "application/feed+json; charset=utf-8", 100, new JsonFeedWriter()),
    CSV("csv", "text/csv; charset=utf-8; header=present", 1_000, new CsvWriter()),
    /** Only alerts that take effect at some date. */
    ICS("ics", "text/calendar; charset=utf-8", 500, new CalendarWriter());

    private final String extension;
    private final String mediaType;
    private final int most;
    private final FeedWriter writer;

    FeedFormat(String extension, String mediaType, int most, FeedWriter writer) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.most = most;
        this.writer = writer;
    }

    static Optional<FeedFormat> of(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    String extension() {
        return extension;
    }

    String mediaType() {
        return mediaType;
    }

    /** Alerts in one document. */
    int most() {
        return most;
    }

    FeedWriter writer() {
        return writer;
    }
}
