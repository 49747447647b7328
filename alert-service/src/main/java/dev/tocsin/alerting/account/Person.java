package dev.tocsin.alerting.account;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who a token speaks of, by claims that were verified already.
 *
 * @param subject as the issuer names them
 */
record Person(String accountId, String subject, Role role) {
    private static final int LONGEST_SUBJECT = 255;

    /** Empty where the claims name no account, no subject or no role. */
    static Optional<Person> of(Map<String, ?> claims, String accountClaim, String roleClaim, String rolePrefix) {
        List<String> accounts = texts(at(claims, accountClaim));
        Optional<Role> role = texts(at(claims, roleClaim)).stream()
                .filter(text -> text.startsWith(rolePrefix))
                .map(text -> text.substring(rolePrefix.length()))
                .flatMap(text -> Stream.of(Role.values())
                        .filter(known -> known.wireName().equals(text)))
                .min(Comparator.naturalOrder());
        return claims.get("sub") instanceof String subject
                        && !subject.isEmpty()
                        && subject.length() <= LONGEST_SUBJECT
                        && accounts.size() == 1
                ? role.map(found -> new Person(accounts.get(0), subject, found))
                : Optional.empty();
    }

    Caller caller() {
        return new Caller(accountId, "oidc:" + subject, role);
    }

    /** A claim's name may have slashes itself, as those of namespaces do: the whole name comes first. */
    private static @Nullable Object at(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object here = claims;
        for (String step : path.split("/")) {
            here = here instanceof Map<?, ?> inner ? inner.get(step) : null;
        }
        return here;
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        return value instanceof Collection<?> many
                ? many.stream().filter(Objects::nonNull).map(String::valueOf).toList()
                : List.of();
    }
}
