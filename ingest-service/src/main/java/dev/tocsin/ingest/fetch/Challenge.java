package dev.tocsin.ingest.fetch;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Tells a page that tests for a browser from a plain refusal: the operator can do something about the first. Cloudflare
 * says so itself in a header
 * (<a href="https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/">its
 * documentation</a>); the others are known by what their pages are made of.
 */
final class Challenge {
    private record Mark(String by, String words) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("Cloudflare", "/cdn-cgi/challenge-platform/"),
            new Mark("Cloudflare", "cf-chl-"),
            new Mark("Cloudflare", "<title>Just a moment...</title>"),
            new Mark("DDoS-Guard", "/.well-known/ddos-guard/"),
            new Mark("Imperva", "_Incapsula_Resource"),
            new Mark("Sucuri", "sucuri_cloudproxy_js"),
            new Mark("Anubis", "/.within.website/x/cmd/anubis/"),
            new Mark("DataDome", "captcha-delivery.com"));

    private Challenge() {}

    /** @param page the beginning of the answer's body. @return whose challenge it is, if it is one */
    static Optional<String> in(HttpHeaders headers, byte[] page) {
        if (headers.firstValue("cf-mitigated")
                .filter("challenge"::equalsIgnoreCase)
                .isPresent()) {
            return Optional.of("Cloudflare");
        }
        String text = new String(page, StandardCharsets.ISO_8859_1);
        return MARKS.stream()
                .filter(mark -> text.contains(mark.words()))
                .map(Mark::by)
                .findFirst();
    }
}
