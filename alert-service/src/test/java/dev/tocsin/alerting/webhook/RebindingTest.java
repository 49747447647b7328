package dev.tocsin.alerting.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.webhook.AttemptOutcome.Delivered;
import dev.tocsin.alerting.webhook.AttemptOutcome.Refused;
import dev.tocsin.alerting.webhook.AttemptOutcome.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Names whose owner turns them where he likes, from a name server of his own. 127.0.0.1 plays the public side, 127.0.0.2
 * with a listener on the same port the private one: nobody may ever connect there.
 */
class RebindingTest {

    private static final String PUBLIC = "127.0.0.1";
    private static final String PRIVATE = "127.0.0.2";
    private static final Refused REFUSED = new Refused("address not allowed");

    private final NameServer names = new NameServer();
    private final ScriptedPeer peer = new ScriptedPeer(ScriptedPeer.NO_CONTENT);
    private final ScriptedPeer trap = new ScriptedPeer(PRIVATE, peer.port(), ScriptedPeer.NO_CONTENT);
    private final Tries tries = Tries.asking(names.address(), PUBLIC + "/32");

    @AfterEach
    void close() {
        tries.close();
        trap.close();
        peer.close();
        names.close();
    }

    @Test
    void vettedAddressIsTheOneConnectedToAndTheNameIsAskedOnce() {
        names.telling("hooks.example", List.of(PUBLIC), List.of(PRIVATE));

        assertThat(send("hooks.example").outcome()).isEqualTo(new Delivered(204));
        assertThat(names.asked()).containsExactlyInAnyOrder("hooks.example", "hooks.example");
        assertThat(trap.connections()).isZero();
    }

    @Test
    void nameThatTurnsInwardIsRefusedAtTheNextTryThoughAConnectionIsOpen() {
        names.telling("hooks.example", List.of(PUBLIC), List.of(PRIVATE));
        send("hooks.example");

        assertThat(send("hooks.example").outcome()).isEqualTo(REFUSED);
        assertThat(peer.requests()).hasSize(1);
        assertThat(trap.connections()).isZero();
    }

    /** Or a connection under the same name would carry the try elsewhere than the guard saw. */
    @Test
    void nameThatMovesToAnotherAllowedAddressIsConnectedToThere() {
        names.telling("hooks.example", List.of(PUBLIC), List.of("127.0.0.3"));
        try (ScriptedPeer moved = new ScriptedPeer("127.0.0.3", peer.port(), ScriptedPeer.NO_CONTENT);
                Tries wide = Tries.asking(names.address(), PUBLIC + "/32", "127.0.0.3/32")) {
            wide.send(url("hooks.example"));
            wide.send(url("hooks.example"));

            assertThat(peer.requests()).hasSize(1);
            assertThat(moved.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIVATE, "10.0.0.1", "::1", "fd00:ec2::254", "::ffff:127.0.0.2", "64:ff9b::7f00:2"})
    void mixedAnswersAreRefused(String other) {
        names.telling("mixed.example", List.of(PUBLIC, other)).telling("other.example", List.of(other, PUBLIC));

        assertThat(send("mixed.example").outcome()).isEqualTo(REFUSED);
        assertThat(send("other.example").outcome()).isEqualTo(REFUSED);
        assertThat(peer.connections() + trap.connections()).isZero();
    }

    @Test
    void aliasesAreFollowedToTheAddressThatIsVetted() {
        names.telling("outward.example", List.of("a.example"))
                .telling("a.example", List.of("b.example"))
                .telling("b.example", List.of(PUBLIC))
                .telling("inward.example", List.of("c.example"))
                .telling("c.example", List.of("internal.example"))
                .telling("internal.example", List.of(PRIVATE));

        assertThat(send("outward.example").outcome()).isEqualTo(new Delivered(204));
        assertThat(send("inward.example").outcome()).isEqualTo(REFUSED);
        assertThat(trap.connections()).isZero();
    }

    @Test
    void aliasesInACircleEndAsNoAddress() {
        names.telling("round.example", List.of("about.example")).telling("about.example", List.of("round.example"));

        assertThat(send("round.example").outcome()).isEqualTo(new Unreachable("the host name has no address"));
    }

    @Test
    void thousandAnswersAreRefused() {
        names.telling(
                "crowd.example",
                IntStream.range(0, 1_000)
                        .mapToObj(i -> "127.9." + i / 250 + "." + i % 250)
                        .toList());
        try (Tries wide = Tries.asking(names.address(), "127.0.0.0/8")) {
            assertThat(wide.send(url("crowd.example")).outcome()).isEqualTo(REFUSED);
        }
    }

    @Test
    void answerTooLongForOneDatagramIsReadInFull() {
        List<String> many = new ArrayList<>(List.of(PUBLIC));
        IntStream.range(0, 59).forEach(i -> many.add("127.9.0." + i));
        many.add(PRIVATE);
        names.telling("long.example", many, many);
        try (Tries all = Tries.asking(names.address(), "127.0.0.1/32", "127.9.0.0/24");
                Tries wide = Tries.asking(names.address(), "127.0.0.0/8")) {
            // Sixty are fine and the last is not.
            assertThat(all.send(url("long.example")).outcome()).isEqualTo(REFUSED);
            assertThat(wide.send(url("long.example")).outcome()).isEqualTo(new Delivered(204));
        }
    }

    @Test
    void unknownNameMayBeTriedAgainAndNoneOfOurOwnIsTriedInItsPlace() {
        assertThat(send("nowhere").outcome()).isEqualTo(new Unreachable("the host name has no address"));
        assertThat(names.asked()).containsOnly("nowhere");
    }

    @Test
    void silentNameServerIsGivenUpLongBeforeTheDeadline() {
        names.silentAbout("slow.example");

        Attempt attempt = send("slow.example");

        assertThat(attempt.outcome()).isEqualTo(new Unreachable("the host name has no address"));
        assertThat(attempt.latency()).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void silentNameServersCostNobodyElseTheirTry() {
        names.telling("hooks.example", List.of(PUBLIC));
        send("hooks.example");
        List<CompletableFuture<Attempt>> hanging = new ArrayList<>();
        // More than any pool of threads would carry.
        for (int i = 0; i < 200; i++) {
            names.silentAbout("slow-" + i + ".example");
            hanging.add(tries.begin(url("slow-" + i + ".example"), 1));
        }

        Attempt attempt = send("hooks.example");

        assertThat(attempt.outcome()).isEqualTo(new Delivered(204));
        assertThat(attempt.latency()).isLessThan(Duration.ofSeconds(2));
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
    }

    private Attempt send(String host) {
        return tries.send(url(host));
    }

    private String url(String host) {
        return "http://" + host + ":" + peer.port() + "/hook";
    }
}
