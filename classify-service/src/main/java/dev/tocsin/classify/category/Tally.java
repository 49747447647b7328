package dev.tocsin.classify.category;

/** Counts what the gates let through, for whoever watches the service. */
public interface Tally {

    /** Counts nothing. */
    Tally NONE = new Tally() {
        @Override
        public void article(boolean admitted) {}

        @Override
        public void sentence(boolean encoderAsked) {}
    };

    /** @param admitted whether it was read at all */
    void article(boolean admitted);

    /** @param encoderAsked whether the cheap voices left something to settle */
    void sentence(boolean encoderAsked);
}
