package dev.tocsin.alerting.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Scripts, styles and pictures, each under a path that changes with its content, so that a browser may keep it for ever. */
public final class Assets {
    private static final int DIGITS = 16;
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    /** @param contentType as it is sent */
    record Asset(String digest, String contentType, byte[] content) {}

    public Assets() {
        String script = "text/javascript;charset=UTF-8";
        add("page.css", "/page/page.css", "text/css;charset=UTF-8");
        add("page.js", "/page/page.js", script);
        add("logo.svg", "/page/logo.svg", "image/svg+xml");
        add("htmx.js", webjar("htmx.org") + "/dist/htmx.min.js", script);
    }

    /** The path of each, by its name with a dash for the dot, as templates say it. */
    public Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        byName.forEach((name, asset) -> paths.put(name.replace('.', '_'), "/assets/" + asset.digest() + "/" + name));
        return paths;
    }

    Optional<Asset> find(String digest, String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(asset -> asset.digest().equals(digest));
    }

    /** A jar's folder has its version for a name, which the jar says of itself. */
    private static String webjar(String name) {
        String about = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(about), about)) {
            Properties properties = new Properties();
            properties.load(in);
            return WEBJARS + name + "/" + properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Asset named(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    private void add(String name, String resource, String contentType) {
        try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
            byte[] content = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            byName.put(name, new Asset(HexFormat.of().formatHex(hash).substring(0, DIGITS), contentType, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
