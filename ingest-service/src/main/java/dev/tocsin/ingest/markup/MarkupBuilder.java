package dev.tocsin.ingest.markup;

import dev.tocsin.ingest.warning.MalformedFeedException;
import dev.tocsin.ingest.warning.ParseWarning.Code;
import dev.tocsin.ingest.warning.Warnings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts elements into one another, each under its canonical name and with the xml:base that holds for it. However large
 * and deep the document, the tree is neither: what is too much is passed over, and said.
 */
final class MarkupBuilder {
    static final int MAX_NODES = 500_000;

    private final @Nullable String documentUrl;
    private final int maxItems;
    private final Warnings warnings;
    private final Deque<Open> open = new ArrayDeque<>();
    private Markup.@Nullable Element root;
    private int nodes;
    private int items;
    /** How deep we are inside of something that is passed over; 0 where we are not. */
    private int ignored;

    private Markup.@Nullable Element ignoredRoot;

    private record Open(Markup.Element element, Namespaces namespaces, boolean atom) {}

    MarkupBuilder(@Nullable String documentUrl, int maxItems, Warnings warnings) {
        this.documentUrl = documentUrl;
        this.maxItems = maxItems;
        this.warnings = warnings;
    }

    void open(String writtenName, Map<String, String> attributes) {
        if (ignored > 0) {
            ignored++;
            return;
        }
        Open parent = open.peek();
        Namespaces namespaces = (parent == null ? Namespaces.NONE : parent.namespaces).with(attributes);
        String local = Namespaces.local(writtenName);
        // Atom's words stand bare in an Atom feed, and with their prefix where RSS borrows them.
        boolean atom = (parent != null && parent.atom)
                || local.equalsIgnoreCase("feed")
                || (parent == null && local.equalsIgnoreCase("entry"));
        String name = namespaces.canonical(writtenName, atom);
        Markup.Element element = new Markup.Element(name, writtenName, attributes, base(parent, attributes));
        if (isTooMuch(name)) {
            ignored = 1;
            ignoredRoot = element;
            return;
        }
        if (parent != null) {
            parent.element.append(element);
        } else if (root == null) {
            root = element;
        }
        open.push(new Open(element, namespaces, atom));
    }

    private @Nullable String base(@Nullable Open parent, Map<String, String> attributes) {
        @Nullable String base = parent == null ? null : parent.element.base();
        String declared = attributes.get("xml:base");
        return declared == null ? base : Reference.resolve(base == null ? documentUrl : base, declared.strip());
    }

    private boolean isTooMuch(String name) {
        if ((name.equals("item") || name.equals("entry")) && open.size() <= 3) {
            items++;
            if (items > maxItems) {
                return true;
            }
        }
        nodes++;
        if (nodes > MAX_NODES) {
            warnings.add(Code.TOO_LARGE, "Only the first " + MAX_NODES + " elements were read");
            return true;
        }
        if (open.size() >= Markup.MAX_DEPTH) {
            warnings.add(Code.TOO_DEEP, "Elements nested deeper than " + Markup.MAX_DEPTH + " were passed over");
            return true;
        }
        return false;
    }

    void close() {
        if (ignored > 0) {
            ignored--;
        } else if (!open.isEmpty()) {
            open.pop();
        }
    }

    void text(String value) {
        Open parent = open.peek();
        if (parent != null && ignored == 0 && !value.isEmpty()) {
            parent.element.append(new Markup.Text(value));
        }
    }

    /**
     * Closes the innermost open element of this kind, and all that are open inside it.
     *
     * @return false where there is none, and nothing was closed
     */
    boolean closeThrough(Predicate<Markup.Element> which) {
        if (ignored > 0 && ignoredRoot != null && which.test(ignoredRoot)) {
            ignored = 0;
            return true;
        }
        int deep = 0;
        for (Open candidate : open) {
            deep++;
            if (which.test(candidate.element)) {
                ignored = 0;
                for (int i = 0; i < deep; i++) {
                    open.pop();
                }
                return true;
            }
        }
        return false;
    }

    boolean isComplete() {
        return open.isEmpty();
    }

    Markup.Element root() throws MalformedFeedException {
        if (root == null) {
            throw new MalformedFeedException("The document has no element in it, so it is no feed.");
        }
        if (items > maxItems) {
            warnings.add(Code.TOO_MANY_ITEMS, "Only the first " + maxItems + " of " + items + " items were read");
        }
        return root;
    }
}
