package dev.tocsin.alerting.account;

import dev.tocsin.alerting.audit.Action;
import dev.tocsin.alerting.audit.Changes;
import dev.tocsin.alerting.audit.Deed;
import dev.tocsin.alerting.audit.Target;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the request that is being answered. The door, {@code AccessWiring}, has checked the key and its scope and left
 * the caller as the request's principal; a resource obtains it so:
 *
 * <pre>{@code
 * @GET
 * @Needs(Scope.…)
 * public Uni<…> list(@Context SecurityContext security) {
 *     Caller caller = Caller.of(security.getUserPrincipal());
 * }</pre>
 *
 * and hands it to the repository, which finds rows by their id and the caller's {@linkplain #onlyAccount() account}, in a
 * session of {@link TenantRepository}: a row of another account is not there, and so 404.
 *
 * @param keyId the key that was used; {@code "operator"} for a configured one, {@code "oidc:…"} for a person's token
 * @param scopes what it may do: never more than its role
 */
public record Caller(String accountId, String keyId, Role role, Set<Scope> scopes, Origin origin) implements Principal {
    /** The fixed account that the configured operator's key belongs to. */
    public static final String OPERATOR_ACCOUNT = "acc_00000000000000000000000000";

    public Caller {
        scopes = Set.copyOf(scopes);
        if (!role.scopes().containsAll(scopes)) {
            throw new IllegalArgumentException("More scopes than the role has");
        }
    }

    /** With all that its role allows. */
    public Caller(String accountId, String keyId, Role role) {
        this(accountId, keyId, role, role.scopes(), Origin.NONE);
    }

    /** The caller behind a request's principal. */
    public static Caller of(@Nullable Principal principal) {
        if (principal instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("A request came past the authentication filter without a caller");
    }

    /** The same caller with this request. */
    public Caller from(Origin request) {
        return new Caller(accountId, keyId, role, scopes, request);
    }

    /** The one account whose rows exist for the caller; empty: those of all accounts do. */
    public Optional<String> onlyAccount() {
        return isOperator() ? Optional.empty() : Optional.of(accountId);
    }

    /** What the caller does, for the audit log. */
    public Deed did(Action action, Target target, Changes changes) {
        return new Deed(
                new Deed.Actor(accountId, keyId, role.wireName(), origin.requestId(), origin.address()),
                action,
                target,
                changes);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
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
