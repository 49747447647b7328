package dev.tocsin.ingest.identity;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An article's http(s) URL in the one spelling that its many spellings share: lower-case scheme and host, no default
 * port, no fragment, no tracking parameters. Two URLs that differ otherwise are two URLs.
 */
public final class CanonicalUrl {
    private static final int MAX_LENGTH = 2048;
    private static final Pattern TRACKING =
            Pattern.compile("(?i)utm_[a-z_]*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid"
                    + "|yclid|ysclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|oly_anon_id|oly_enc_id|vero_id"
                    + "|wickedid|twclid|ttclid|li_fat_id|s_cid|cmpid|ncid|guce_referrer|guce_referrer_sig|guccounter|spm"
                    + "|at_medium|at_campaign|ref_src|__twitter_impression|share_token|from_source");

    private static final Pattern MAKES = Pattern.compile("^(?:www|m|mobile|amp|wap)\\.(?=[^.]+\\.[^.])");
    private static final Pattern AMP_QUERY =
            Pattern.compile("([?&])(?:amp(?:=(?:1|true)?)?|outputType=amp|m=1)(?:&|$)", Pattern.CASE_INSENSITIVE);

    private final String url;
    private final boolean homepage;

    private CanonicalUrl(String url, boolean homepage) {
        this.url = url;
        this.homepage = homepage;
    }

    /** @return empty where the text is no http(s) URL with a host, or too long to keep */
    public static Optional<CanonicalUrl> parse(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH * 2) {
            return Optional.empty();
        }
        try {
            // The legal characters of RFC 3986 are kept, the others encoded: publishers write blanks and Chinese.
            URI uri = new URI(encoded(text.strip())).parseServerAuthority().normalize();
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                return Optional.empty();
            }
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String query = withoutTracking(uri.getRawQuery());
            String canonical =
                    scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port(uri, scheme) + path + query;
            return canonical.length() > MAX_LENGTH
                    ? Optional.empty()
                    : Optional.of(new CanonicalUrl(canonical, path.equals("/") && query.isEmpty()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What must be equal for two URLs to name one article: http and https do, and so does a slash at the end. */
    public String identity() {
        String schemeless = url.substring(url.indexOf("://") + 3);
        return schemeless.endsWith("/") ? schemeless.substring(0, schemeless.length() - 1) : schemeless;
    }

    /**
     * What is left of {@link #identity} when the make of the page is taken off: {@code www.}, the mobile site, AMP. Two
     * pages that share it tell one article.
     */
    public String plainIdentity() {
        String identity = identity();
        int slash = identity.indexOf('/');
        String host = slash < 0 ? identity : identity.substring(0, slash);
        String rest = slash < 0 ? "" : identity.substring(slash);
        // A host keeps two labels at least: "m.me" and "amp.dev" are sites.
        String plainHost = MAKES.matcher(host).replaceFirst("");
        rest = AMP_QUERY.matcher(rest).replaceAll("$1").replaceFirst("[?&]$", "");
        rest = rest.replaceFirst("^/amp(?=/)", "")
                .replaceFirst("(?:/amp|[./]amp(?=\\.html?))(?=$|\\?|\\.html?)", "")
                .replaceFirst("/(?=$|\\?)", "");
        return plainHost + rest;
    }

    /** True where one host is the other's, or a part of it: {@code amp.o.example} and {@code o.example}. */
    public boolean isOfSameSite(CanonicalUrl other) {
        String one = MAKES.matcher(host()).replaceFirst("");
        String two = MAKES.matcher(other.host()).replaceFirst("");
        return one.equals(two) || one.endsWith("." + two) || two.endsWith("." + one);
    }

    private String host() {
        return url.replaceFirst("^https?://", "").replaceFirst("[/:?].*", "");
    }

    /** A site's front page: some feeds give it as the link of every item, so it identifies none. */
    public boolean homepage() {
        return homepage;
    }

    @Override
    public String toString() {
        return url;
    }

    private static String port(URI uri, String scheme) {
        int port = uri.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return usual ? "" : ":" + port;
    }

    private static String withoutTracking(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        String kept = Arrays.stream(query.split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .filter(parameter ->
                        !TRACKING.matcher(parameter.split("=", 2)[0]).matches())
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static String encoded(String url) {
        int host = url.indexOf("://") + 3;
        int path = host < 3 ? -1 : indexOfAny(url, host);
        String authority = path < 0 ? url : url.substring(0, path);
        if (host >= 3 && authority.chars().anyMatch(c -> c > 127)) {
            authority = authority.substring(0, host) + IDN.toASCII(authority.substring(host));
        }
        StringBuilder out = new StringBuilder(authority);
        boolean fragment = false;
        String rest = path < 0 ? "" : url.substring(path);
        for (int i = 0; i < rest.length(); ) {
            int c = rest.codePointAt(i);
            if (c == '#') {
                fragment = true;
            }
            if (!fragment) {
                append(out, rest, i, c);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String rest, int i, int c) {
        boolean escape = c == '%' && rest.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*");
        if (c < 128 && (Character.isLetterOrDigit(c) || "-._~:/?@!$&'()*+,;=".indexOf(c) >= 0) || escape) {
            out.appendCodePoint(c);
        } else {
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
    }

    private static final String HEX = "0123456789ABCDEF";

    private static int indexOfAny(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            if ("/?#".indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
