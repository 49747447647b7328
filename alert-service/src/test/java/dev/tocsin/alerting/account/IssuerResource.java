package dev.tocsin.alerting.account;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens on loopback: its configuration, its one public key, and tokens good and bad. */
public class IssuerResource implements QuarkusTestResourceLifecycleManager {
    static final String AUDIENCE = "tocsin-in-tests";
    static final String KID = "key-1";

    private static final KeyPair KEYS = rsa();
    private static String issuer = "";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            issuer = "http://127.0.0.1:" + started.getAddress().getPort();
            answer(
                    started,
                    "/.well-known/openid-configuration",
                    new JsonObject()
                            .put("issuer", issuer)
                            .put("jwks_uri", issuer + "/keys")
                            .put("authorization_endpoint", issuer + "/authorize")
                            .put("token_endpoint", issuer + "/token"));
            answer(started, "/keys", new JsonObject().put("keys", new JsonArray().add(jwk())));
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("tocsin.oidc.enabled", "true", "tocsin.oidc.issuer", issuer, "tocsin.oidc.audience", AUDIENCE);
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    static String issuer() {
        return issuer;
    }

    static KeyPair keys() {
        return KEYS;
    }

    /** Another key than the one that is published. */
    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JWT signed by RS256, or by nothing. */
    static String token(JsonObject header, JsonObject claims, @Nullable KeyPair keys) {
        String signed = encode(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.encode().getBytes(StandardCharsets.UTF_8));
        if (keys == null) {
            return signed + ".";
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject jwk() {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", KID)
                .put("n", encode(unsigned(key.getModulus())))
                .put("e", encode(unsigned(key.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpServer server, String path, JsonObject body) {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
