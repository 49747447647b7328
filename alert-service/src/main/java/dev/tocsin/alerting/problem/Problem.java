package dev.tocsin.alerting.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request that is refused, as its caller is told: thrown where that is found out, answered as problem details (RFC 9457)
 * by {@code ProblemWiring}. It is a refusal and no accident, so it has no stack trace.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, Object> headers = new LinkedHashMap<>();

    /** @param detail what was wrong this time, and what to do about it */
    public Problem(ProblemType type, String detail) {
        super(detail, null, false, false);
        this.type = type;
    }

    /** For {@code orElseThrow}. */
    public static Supplier<Problem> of(ProblemType type, String detail) {
        return () -> new Problem(type, detail);
    }

    /** There is none, or it is another account's: the same answer for both. */
    public static Supplier<Problem> no(String what) {
        return of(ProblemType.NOT_FOUND, "There is no " + what + " with this id.");
    }

    /** A member beside the usual ones (RFC 9457, section 3.2), such as the name of the unusable property. */
    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** A header of the answer, such as Retry-After. */
    public Problem header(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return Map.copyOf(members);
    }

    public Map<String, Object> headers() {
        return Map.copyOf(headers);
    }
}
