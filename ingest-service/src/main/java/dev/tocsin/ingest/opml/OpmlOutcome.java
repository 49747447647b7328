package dev.tocsin.ingest.opml;

import java.util.List;

/** A document is a list of feeds, or it is not and we can say why. */
public sealed interface OpmlOutcome {

    /** @param outlines those that are no folders, in the order of the document */
    record Listed(List<Outline> outlines) implements OpmlOutcome {
        public Listed {
            outlines = List.copyOf(outlines);
        }
    }

    /** @param reason a sentence for the person who sent the document, with what to do */
    record Unreadable(String reason) implements OpmlOutcome {}
}
