package dev.tocsin.alerting.subscription;

import dev.tocsin.alerting.webhook.SigningKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signing key that a client wishes.
 *
 * @param ownKey the client's, if it brought one
 */
record SigningDraft(Optional<SigningKey> ownKey, String scheme) {

    static SigningDraft of(@Nullable String secret, @Nullable String scheme) throws InvalidSubscription {
        return of(secret, scheme, SigningKey.SCHEMES.get(0));
    }

    /** @param usual the scheme when none is wished for */
    static SigningDraft of(@Nullable String secret, @Nullable String scheme, String usual) throws InvalidSubscription {
        if (scheme != null && !SigningKey.SCHEMES.contains(scheme)) {
            throw new InvalidSubscription("scheme", "is none of " + SigningKey.SCHEMES);
        }
        Optional<SigningKey> ownKey = ownKey(secret);
        if (scheme != null && ownKey.filter(key -> !key.scheme().equals(scheme)).isPresent()) {
            throw new InvalidSubscription("secret", "is not of the scheme " + scheme);
        }
        return new SigningDraft(ownKey, scheme == null ? usual : scheme);
    }

    SigningKey key(SecureRandom random) {
        return ownKey.orElseGet(() -> SigningKey.generate(scheme, random));
    }

    private static Optional<SigningKey> ownKey(@Nullable String secret) throws InvalidSubscription {
        try {
            return Optional.ofNullable(secret).map(SigningKey::parse);
        } catch (IllegalArgumentException e) {
            throw new InvalidSubscription("secret", String.valueOf(e.getMessage()));
        }
    }
}
