package dev.tocsin.ingest.identity;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Links that only lead on to the article: counters, "you are leaving" pages, AMP caches. Where they say whither, it is taken from them. */
public final class RedirectWrapper {
    private static final int MAX_LAYERS = 3;

    /** Host and path, and the parameter in which the wrapped address stands. */
    private static final Map<String, Set<String>> PARAMETERS = Map.ofEntries(
            Map.entry("www.google.com/url", Set.of("url", "q")),
            Map.entry("google.com/url", Set.of("url", "q")),
            Map.entry("www.bing.com/news/apiclick.aspx", Set.of("url")),
            Map.entry("l.facebook.com/l.php", Set.of("u")),
            Map.entry("lm.facebook.com/l.php", Set.of("u")),
            Map.entry("l.instagram.com", Set.of("u")),
            Map.entry("out.reddit.com", Set.of("url")),
            Map.entry("t.umblr.com/redirect", Set.of("z")),
            Map.entry("go.redirectingat.com", Set.of("url")),
            Map.entry("go.skimresources.com", Set.of("url")),
            Map.entry("www.youtube.com/redirect", Set.of("q")),
            Map.entry("slack-redir.net/link", Set.of("url")),
            Map.entry("www.linkedin.com/safety/go", Set.of("url")),
            Map.entry("link.zhihu.com", Set.of("target")),
            Map.entry("link.juejin.cn", Set.of("target")),
            Map.entry("weibo.cn/sinaurl", Set.of("u")),
            Map.entry("link.csdn.net", Set.of("target")),
            Map.entry("www.jianshu.com/go-wild", Set.of("url")));

    /** {@code host/amp/s/…} and the caches' {@code host-name.cdn.ampproject.org/c/s/…}. */
    private static final Pattern AMP_CACHE = Pattern.compile(
            "https?://(?:(?:www\\.)?google\\.[a-z.]{2,6}/amp|[\\w-]+\\.cdn\\.ampproject\\.org/(?:[a-z]/)?[acv]|cdn\\.ampproject\\.org/[acv])(/s)?/(.+)");

    /** Yahoo's: {@code …/RU=https%3a%2f%2f…/RK=…}. */
    private static final Pattern IN_PATH = Pattern.compile("https?://r\\.search\\.yahoo\\.com/.*?/RU=([^/]+)/.*");

    /** Those that do not say: only asking them tells. */
    private static final Pattern MUTE = Pattern.compile(
            "https?://(?:news\\.google\\.com/(?:rss/)?articles/|feedproxy\\.google\\.com/|feeds\\.feedburner\\.com/~r/|t\\.co/|t\\.cn/|bit\\.ly/|tinyurl\\.com/|ift\\.tt/|buff\\.ly/|dlvr\\.it/|ow\\.ly/|lnkd\\.in/|url\\.cn/|dwz\\.cn/).*");

    private RedirectWrapper() {}

    /** The address inside, or the same where it wraps none. */
    public static @Nullable String unwrap(@Nullable String link) {
        String at = link;
        for (int layer = 0; at != null && layer < MAX_LAYERS; layer++) {
            Optional<String> inside = inside(at.strip());
            if (inside.isEmpty()) {
                return at;
            }
            at = inside.get();
        }
        return at;
    }

    /** True where the article's own address is known only to the one who follows the link. */
    public static boolean isMute(String link) {
        return MUTE.matcher(link).matches();
    }

    private static Optional<String> inside(String link) {
        Matcher amp = AMP_CACHE.matcher(link);
        if (amp.matches()) {
            return Optional.of((amp.group(1) == null ? "http://" : "https://") + amp.group(2));
        }
        Matcher path = IN_PATH.matcher(link);
        if (path.matches()) {
            return address(path.group(1));
        }
        try {
            URI uri = URI.create(link);
            if (uri.getHost() == null || uri.getRawQuery() == null) {
                return Optional.empty();
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            String place = uri.getRawPath() == null || uri.getRawPath().length() < 2 ? host : host + uri.getRawPath();
            Set<String> parameters = PARAMETERS.getOrDefault(place, Set.of());
            return Arrays.stream(uri.getRawQuery().split("&"))
                    .map(parameter -> parameter.split("=", 2))
                    .filter(parameter -> parameter.length == 2 && parameters.contains(parameter[0]))
                    .flatMap(parameter -> address(parameter[1]).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> address(String encoded) {
        try {
            String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            return decoded.matches("(?i)https?://.+") ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
