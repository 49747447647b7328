package dev.tocsin.ingest.fetch;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http(s) URL that every reader understands alike. What browsers, curl and the JDK read differently (user names,
 * backslashes, tabs, short or octal IPv4, zone ids) is refused instead of guessed at.
 *
 * @param host lower-case ASCII name, dotted IPv4, or IPv6 in brackets
 * @param target path and query, never empty, ASCII only
 */
public record WebUrl(String scheme, String host, int port, String target) {
    private static final int MAX_LENGTH = 2048;
    private static final Pattern SHAPE = Pattern.compile("(?i)(https?)://([^/?#]+)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");

    /** @throws IllegalArgumentException with words for the person who typed the URL */
    public static WebUrl parse(String url) {
        String trimmed = url.strip();
        if (trimmed.length() > MAX_LENGTH) {
            throw tooLong();
        }
        if (trimmed.chars().anyMatch(c -> c <= ' ' || c == 0x7f || c == '\\')) {
            throw new IllegalArgumentException("the URL has a blank, a control character or a backslash in it");
        }
        Matcher shape = SHAPE.matcher(trimmed);
        if (!shape.matches()) {
            throw new IllegalArgumentException("not an http:// or https:// URL");
        }
        String authority = shape.group(2);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the URL must not carry a user name or password");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the URL's host is malformed");
        }
        String scheme = shape.group(1).toLowerCase(Locale.ROOT);
        int port = parts.group(2) == null ? defaultPort(scheme) : Integer.parseInt(parts.group(2));
        if (port != 80 && port != 443 && port < 1024 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not allowed: use 80, 443 or one from 1024 up");
        }
        WebUrl read = new WebUrl(scheme, host(parts.group(1)), port, target(shape.group(3)));
        // Written out, a character takes up to nine; what is kept and compared is what is written out.
        if (read.toString().length() > MAX_LENGTH) {
            throw tooLong();
        }
        return read;
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("the URL is longer than " + MAX_LENGTH + " characters");
    }

    /** Resolves a Location header or a link found in this document; same refusals as {@link #parse} (RFC 3986, section 5.2). */
    public WebUrl resolve(String reference) {
        String trimmed = reference.strip();
        if (trimmed.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            return parse(trimmed);
        }
        if (trimmed.startsWith("//")) {
            return parse(scheme + ":" + trimmed);
        }
        String path = target.split("[?]", 2)[0];
        String said = trimmed.split("[?#]", 2)[0];
        String rest = trimmed.substring(said.length());
        if (said.isEmpty()) {
            return rest.startsWith("?") ? parse(origin() + path + rest) : this;
        }
        String whole = said.startsWith("/") ? said : path.substring(0, path.lastIndexOf('/') + 1) + said;
        return parse(origin() + withoutDots(whole) + rest);
    }

    /** Section 5.2.4. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean dots = segments[i].equals(".") || segments[i].equals("..");
            if (!dots) {
                kept.addLast(segments[i]);
                continue;
            }
            if (segments[i].equals("..")) {
                kept.pollLast();
            }
            if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    /** What a Host header says: the port only where it is not the scheme's own. */
    public String hostAndPort() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    /** As resolvers and certificates spell it: IPv6 without its brackets. */
    String hostWithoutBrackets() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String origin() {
        return scheme + "://" + hostAndPort();
    }

    @Override
    public String toString() {
        return origin() + target;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String host(String raw) {
        if (raw.startsWith("[")) {
            return raw.toLowerCase(Locale.ROOT);
        }
        String host;
        try {
            host = IDN.toASCII(raw).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URL's host is malformed", e);
        }
        String[] labels = host.split("\\.", -1);
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("the URL's host is malformed");
            }
        }
        // WHATWG URL, "ends in a number": such a host is an IPv4 address or nothing.
        if (NUMBER.matcher(labels[labels.length - 1]).matches()
                && !DOTTED_QUAD.matcher(host).matches()) {
            throw new IllegalArgumentException(AddressGuard.NOT_ALLOWED);
        }
        if (host.length() > 253) {
            throw new IllegalArgumentException("the URL's host is malformed");
        }
        return host;
    }

    private static String target(String raw) {
        StringBuilder ascii = new StringBuilder(raw.startsWith("/") ? "" : "/");
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0 || "\"<>^`{|}".indexOf(b) >= 0) {
                ascii.append(String.format("%%%02X", b & 0xff));
            } else {
                ascii.append((char) b);
            }
        }
        return ascii.toString();
    }
}
