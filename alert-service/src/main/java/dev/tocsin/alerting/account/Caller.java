package dev.tocsin.alerting.account;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request that is being answered. The filter in {@code Wiring} has checked the key and left the caller as
 * the request's principal; a resource obtains it so:
 *
 * <pre>{@code
 * @GET
 * public Uni<…> list(@Context SecurityContext security) {
 *     Caller caller = Caller.of(security.getUserPrincipal());
 * }</pre>
 *
 * Readers never reach a method that changes anything, unless it is {@link OpenToReaders} (the filter answers 403), so a
 * resource has only to keep accounts apart: rows of an account that the caller {@linkplain #maySee(String) may not see} are 404.
 *
 * @param keyId the key that was used; {@code "operator"} for the configured one
 */
public record Caller(String accountId, String keyId, Role role) implements Principal {
    /** The fixed account that the configured operator's key belongs to. */
    public static final String OPERATOR_ACCOUNT = "acc_00000000000000000000000000";

    /** The caller behind a request's principal. */
    public static Caller of(@Nullable Principal principal) {
        if (principal instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came past the authentication filter without a caller");
    }

    /** Whether rows of this account exist for the caller. */
    public boolean maySee(String account) {
        return isOperator() || accountId.equals(account);
    }

    public boolean isOperator() {
        return role == Role.OPERATOR;
    }

    /** The account's id. */
    @Override
    public String getName() {
        return accountId;
    }
}
