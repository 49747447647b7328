package dev.tocsin.classify.problem;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Problems as a page for people: one file without scripts, in light and dark. */
final class ProblemPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1c2024;--paper:#fbfbfa;--line:#d9dcdf;--quiet:#5b636b;--mark:#a3470a}
            @media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#15181b;--line:#353b41;--quiet:#a3abb3;--mark:#f0a35e}}
            body{margin:0 auto;max-width:44rem;padding:2.5rem 1.25rem;background:var(--paper);color:var(--ink);
            font:1.0625rem/1.6 system-ui,sans-serif}
            h1{font-size:1.6rem;line-height:1.25}h2{font-size:1rem;margin:1.75rem 0 .25rem;color:var(--quiet)}
            a{color:var(--mark)}a:focus-visible{outline:.2rem solid var(--mark);outline-offset:.15rem}
            code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
            li{padding:.6rem 0;border-bottom:1px solid var(--line)}ul{padding:0;list-style:none}p{margin:.25rem 0}
            """;

    private final boolean chinese;

    private ProblemPage(boolean chinese) {
        this.chinese = chinese;
    }

    /** @param chinese for the words around the problems, which themselves are told in English, as in the answers */
    static ProblemPage in(boolean chinese) {
        return new ProblemPage(chinese);
    }

    /** The value of Content-Security-Policy under which the page looks as it should. */
    static String policy() {
        return "default-src 'none'; style-src 'sha256-" + hash() + "'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'";
    }

    String of(ProblemType type) {
        return page(
                type.title(),
                "<p><a href=\"/problems\">" + say("All problems", "所有问题") + "</a></p><main><h1 lang=\"en\">"
                        + escaped(type.title()) + "</h1><p><code>" + type.path() + "</code> · HTTP " + type.status()
                        + "</p>" + part(say("What it means", "含义"), type.meaning())
                        + part(say("What to do", "处理方法"), type.remedy()) + "</main>");
    }

    String of(List<ProblemType> types) {
        String items = types.stream()
                .map(type -> "<li><p lang=\"en\"><a href=\"" + type.path() + "\">" + escaped(type.title())
                        + "</a></p><p><code>" + type.slug() + "</code> · HTTP " + type.status() + "</p></li>")
                .collect(Collectors.joining());
        String title = say("Problems", "问题");
        return page(
                title,
                "<main><h1>" + title + "</h1><p>"
                        + say(
                                "What the service may refuse, and what to do about it (RFC 9457).",
                                "本服务可能拒绝的请求及处理方法（RFC 9457）。")
                        + "</p><ul>" + items + "</ul></main>");
    }

    private static String part(String heading, String text) {
        return "<h2>" + heading + "</h2><p lang=\"en\">" + escaped(text) + "</p>";
    }

    private String page(String title, String body) {
        return "<!DOCTYPE html><html lang=\"" + say("en", "zh-Hans") + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + escaped(title)
                + " · Tocsin</title><style>" + STYLE + "</style></head><body>" + body + "</body></html>";
    }

    private String say(String english, String inChinese) {
        return chinese ? inChinese : english;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
