package dev.tocsin.alerting.page;

import dev.tocsin.alerting.account.Caller;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.content.Wordbook;
import dev.tocsin.alerting.problem.Problem;
import dev.tocsin.alerting.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, and how.
 *
 * @param caller empty for people who have not signed in
 * @param theme light, dark, or auto: as the reader's system has it
 * @param formToken what the forms of the session have in them; empty without one
 * @param place path and query of the page that is looked at, to come back to
 */
public record Visit(Optional<Caller> caller, Language language, String theme, String formToken, String place) {
    public Texts texts() {
        return Texts.in(language);
    }

    public Wordbook words() {
        return new Wordbook(language);
    }

    public Readable readable() {
        return Readable.in(language);
    }

    public Caller known() {
        return caller.orElseThrow(() -> new IllegalStateException("A page was asked for without a session"));
    }

    /** For templates. */
    public boolean signedIn() {
        return caller.isPresent();
    }

    public boolean operator() {
        return caller.filter(Caller::isOperator).isPresent();
    }

    /** Whether the key may change things. */
    public boolean writes() {
        return caller.filter(known -> known.role() != dev.tocsin.alerting.account.Role.READER)
                .isPresent();
    }

    /** The value of the html element's lang. */
    public String lang() {
        return language == Language.ZH ? "zh-Hans" : "en";
    }

    /** Refuses a form that this session's pages have not made. */
    public void requireToken(@Nullable String given) {
        if (formToken.isEmpty() || given == null || !same(formToken, given)) {
            throw new Problem(ProblemType.FORBIDDEN, texts().say("error_form_stale"));
        }
    }

    public void requireOperator() {
        if (!operator()) {
            throw new Problem(ProblemType.FORBIDDEN, texts().say("error_operator_only"));
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
