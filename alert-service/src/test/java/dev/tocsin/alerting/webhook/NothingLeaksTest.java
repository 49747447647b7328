package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner learns of a target that is not his: that it is not allowed, and nothing about what stands there. */
class NothingLeaksTest {

    /** Plays the private side: a listener, and a port where nobody listens. */
    private final ScriptedPeer trap = new ScriptedPeer("127.0.0.2", 0, ScriptedPeer.NO_CONTENT);

    private final Tries tries = Tries.toLoopback();
    private int closedPort;

    @BeforeEach
    void name() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            closedPort = closed.getLocalPort();
        }
        tries.naming("private.example", "127.0.0.2")
                .naming("unroutable.example", "169.254.1.1")
                .naming("mixed.example", "127.0.0.1", "127.0.0.2")
                .naming("six.example", "::1")
                .naming("own.example", "127.0.0.1");
    }

    @AfterEach
    void close() {
        tries.close();
        trap.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2",
                "https://127.0.0.2",
                "http://private.example",
                "https://private.example",
                "http://mixed.example",
                "https://unroutable.example",
                "http://[::ffff:127.0.0.2]",
                "https://[::1]",
                "http://six.example"
            })
    void openAndClosedPortsOfAForbiddenTargetAreTheSameWords(String target) {
        for (String url : new String[] {target + ":" + trap.port() + "/", target + ":" + closedPort + "/", target}) {
            Attempt attempt = tries.send(url);

            assertThat(attempt.outcome()).isEqualTo(new Refused("address not allowed"));
            assertThat(attempt.excerpt()).isEmpty();
            assertThat(tries.refusal(url)).isEqualTo("address not allowed");
        }
        assertThat(trap.connections()).isZero();
    }

    @Test
    void closedPortOfAnAllowedTargetIsNoConnectionAndNoMore() {
        for (String scheme : new String[] {"http", "https"}) {
            assertThat(tries.send(scheme + "://own.example:" + closedPort + "/").outcome())
                    .isEqualTo(new Unreachable("could not connect"));
        }
    }

    @Test
    void listenerThatClosesAtOnceIsAClosedConnectionAndNoMore() {
        try (ScriptedPeer peer = new ScriptedPeer(line -> {})) {
            assertThat(tries.send("http://own.example:" + peer.port() + "/")
                            .outcome()
                            .description())
                    .isIn("could not connect", "the connection was closed before the answer was complete");
        }
    }
}
