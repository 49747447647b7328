package dev.tocsin.ingest.websub;

import dev.tocsin.ingest.problem.ProblemType;
import java.time.Duration;

/**
 * What a hub is told where we do not take what it sends.
 */
record PushRefusal(ProblemType type, String detail) {
    static final PushRefusal UNKNOWN = new PushRefusal(ProblemType.NO_SUCH_SUBSCRIPTION, "We have not asked for this.");
    static final PushRefusal ENDED = new PushRefusal(ProblemType.SUBSCRIPTION_ENDED, "Please forget this callback.");
    static final PushRefusal TOO_MANY = new PushRefusal(ProblemType.TOO_MANY_PUSHES, "Try again in a minute.");

    static PushRefusal tooSlow(Duration deadline) {
        return new PushRefusal(ProblemType.PUSH_TOO_SLOW, "Send it within " + deadline.toSeconds() + " seconds.");
    }

    static PushRefusal tooLarge(int maxBytes) {
        return new PushRefusal(ProblemType.PUSH_TOO_LARGE, "A feed may have " + maxBytes + " bytes.");
    }
}
