package dev.tocsin.alerting.saved;

/** Writes a feed in one format, piece by piece, so that it can end wherever its size does. */
interface FeedWriter {
    String begin(Feed feed);

    /** Empty when the alert has nothing to say in this format. */
    String entry(FeedEntry entry);

    /** Between two entries. */
    String separator();

    String end();
}
