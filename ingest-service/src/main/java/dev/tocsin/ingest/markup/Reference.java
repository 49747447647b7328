package dev.tocsin.ingest.markup;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL reference, taken apart without judging it: what publishers write is often no URI, and must come through as
 * written. (java.net.URI refuses spaces, and resolves {@code ?query} and a bare host wrongly.)
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5">RFC 3986, section 5 and appendix B</a>
 */
public record Reference(
        @Nullable String scheme,
        @Nullable String authority,
        String path,
        @Nullable String query,
        @Nullable String fragment) {
    private static final int LONGEST = 8 * 1024;
    private static final Pattern PARTS = Pattern.compile(
            "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);

    /** @return the reference itself where there is no base, or one of them is beyond reason long */
    public static String resolve(@Nullable String base, String reference) {
        if (base == null || base.length() > LONGEST || reference.length() > LONGEST) {
            return reference;
        }
        return parse(reference).against(parse(base)).toString();
    }

    public static boolean isAbsolute(String reference) {
        int colon = reference.indexOf(':');
        return colon > 0 && colon < 40 && reference.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
    }

    private static Reference parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError("the expression takes any text");
        }
        return new Reference(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
    }

    /** Section 5.2.2. */
    private Reference against(Reference base) {
        if (scheme != null) {
            return new Reference(scheme, authority, path, query, fragment);
        }
        if (authority != null) {
            return new Reference(base.scheme, authority, withoutDots(path), query, fragment);
        }
        if (path.isEmpty()) {
            return new Reference(base.scheme, base.authority, base.path, query != null ? query : base.query, fragment);
        }
        return new Reference(
                base.scheme, base.authority, withoutDots(path.startsWith("/") ? path : merged(base)), query, fragment);
    }

    /** Section 5.2.3. */
    private String merged(Reference base) {
        return base.authority != null && base.path.isEmpty()
                ? "/" + path
                : base.path.substring(0, base.path.lastIndexOf('/') + 1) + path;
    }

    /** Section 5.2.4. */
    private static String withoutDots(String path) {
        if (!path.contains(".")) {
            return path;
        }
        StringBuilder out = new StringBuilder();
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {}
                case ".." -> {
                    int parent = out.length() < 2 ? -1 : out.lastIndexOf("/", out.length() - 2);
                    out.setLength(parent < 0 ? Math.min(out.length(), path.startsWith("/") ? 1 : 0) : parent + 1);
                }
                default -> out.append(segments[i]).append(last ? "" : "/");
            }
        }
        return out.toString();
    }

    /** Section 5.3. */
    @Override
    public String toString() {
        return (scheme == null ? "" : scheme + ":")
                + (authority == null ? "" : "//" + authority)
                + path
                + (query == null ? "" : "?" + query)
                + (fragment == null ? "" : "#" + fragment);
    }
}
