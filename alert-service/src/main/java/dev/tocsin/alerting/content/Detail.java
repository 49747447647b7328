package dev.tocsin.alerting.content;

/**
 * How much of an alert a message tells. A message that is too long for its service is written anew with less; what is left
 * out or shortened first matters least. {@link #GIST} fits everywhere, whatever the alert holds.
 */
enum Detail {
    FULL(300, 600, 5, 10, 200, 2_048),
    FEWER(300, 400, 4, 8, 120, 600),
    SHORT(250, 250, 3, 5, 80, 300),
    SHORTER(200, 150, 2, 4, 60, 200),
    NO_QUOTE(150, 0, 1, 3, 40, 200),
    GIST(120, 0, 0, 1, 24, 0);

    /** Code points of the title. */
    final int title;
    /** Code points of the quote; without one when zero. */
    final int quote;
    /** How many reports are named. */
    final int sources;
    /** How many actors, places, quantities and changes. */
    final int items;
    /** Code points of a name or any other value. */
    final int value;
    /** Characters of a link; a longer one is left out. */
    final int link;

    Detail(int title, int quote, int sources, int items, int value, int link) {
        this.title = title;
        this.quote = quote;
        this.sources = sources;
        this.items = items;
        this.value = value;
        this.link = link;
    }
}
