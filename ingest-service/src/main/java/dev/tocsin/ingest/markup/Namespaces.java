package dev.tocsin.ingest.markup;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What prefixes mean at one place of a document. Publishers forget to declare them, declare them wrongly, and choose
 * other ones: a canonical name has the prefix that feeds usually write, and none for the words of RSS and Atom.
 */
public final class Namespaces {
    static final Namespaces NONE = new Namespaces(Map.of());

    private static final int MAX_DECLARED = 100;
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("purl.org/rss/1.0/modules/content", "content"),
            Map.entry("purl.org/dc/elements/1.1", "dc"),
            Map.entry("purl.org/dc/elements/1.0", "dc"),
            Map.entry("purl.org/dc/terms", "dcterms"),
            Map.entry("purl.org/rss/1.0/modules/syndication", "sy"),
            Map.entry("search.yahoo.com/mrss", "media"),
            Map.entry("video.search.yahoo.com/mrss", "media"),
            Map.entry("search.yahoo.com/mrss/1.0", "media"),
            Map.entry("www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("itunes.apple.com/dtds/podcast-1.0.dtd", "itunes"),
            Map.entry("www.w3.org/1999/xhtml", "xhtml"));
    private static final String ATOM = "www.w3.org/2005/atom";
    private static final String ATOM_03 = "purl.org/atom/ns#";

    private final Map<String, String> declared;
    /** Names recur with every item, so each is worked out once. */
    private final Map<String, String> canonical = new HashMap<>();

    private Namespaces(Map<String, String> declared) {
        this.declared = declared;
    }

    Namespaces with(Map<String, String> attributes) {
        Map<String, String> own = null;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            if (name.equals("xmlns") || name.startsWith("xmlns:")) {
                if (own == null) {
                    own = new HashMap<>(declared);
                }
                if (own.size() < MAX_DECLARED) {
                    own.put(name.equals("xmlns") ? "" : name.substring(6), normalised(attribute.getValue()));
                }
            }
        }
        return own == null || own.equals(declared) ? this : new Namespaces(own);
    }

    /** Case, https and a slash at the end make no other namespace here. */
    private static String normalised(String uri) {
        return uri.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("/+$", "");
    }

    public static String local(String writtenName) {
        return writtenName.substring(writtenName.indexOf(':') + 1);
    }

    String canonical(String writtenName, boolean insideAtom) {
        String key = insideAtom ? "@" + writtenName : writtenName;
        String known = canonical.get(key);
        if (known == null) {
            known = worked(writtenName, insideAtom);
            if (canonical.size() < 1000) {
                canonical.put(key, known);
            }
        }
        return known;
    }

    private String worked(String writtenName, boolean insideAtom) {
        int colon = writtenName.indexOf(':');
        String prefix = colon < 0 ? "" : writtenName.substring(0, colon);
        String lowered = writtenName.toLowerCase(Locale.ROOT);
        String local = lowered.substring(colon + 1);
        String namespace = declared.get(prefix);
        if (namespace == null) {
            boolean bare = insideAtom && lowered.startsWith("atom:");
            return bare ? local : lowered;
        }
        String usual = PREFIXES.get(namespace);
        if (usual != null) {
            return usual + ":" + local;
        }
        boolean atom = namespace.equals(ATOM) || namespace.equals(ATOM_03);
        if (atom && !insideAtom) {
            return "atom:" + local;
        }
        boolean feedVocabulary = atom
                || namespace.contains("/rss")
                || namespace.contains("/rdf")
                || namespace.contains("22-rdf-syntax-ns")
                || namespace.contains("netscape.com")
                || namespace.contains("userland.com")
                || prefix.isEmpty();
        return feedVocabulary ? local : lowered;
    }
}
