package dev.tocsin.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void offsetShiftsEveryPort() {
        assertThat(Ports.shifted(100))
                .isEqualTo(new Ports(8180, 8181, 8182, 9100, 9101, 9102, 8183, 8184, 9192, 9193, 5532));
    }

    @Test
    void largestOffsetStaysInRange() {
        assertThat(Ports.shifted(Ports.MAX_OFFSET).controller()).isEqualTo(65_535);
    }

    @Test
    void takenPortIsNamedWithThePartThatWantsIt() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.kafka())) {
            assertThat(ports.taken(true)).containsOnlyKeys(other.getLocalPort()).containsValue("Kafka");
        }
    }

    @Test
    void listenerOnLoopbackAloneIsSeenAsWell() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.alert(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.taken(true)).containsOnlyKeys(other.getLocalPort());
        }
    }

    @Test
    void withoutDemoItsPortsMayBeTaken() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.receiver())) {
            assertThat(other.isBound()).isTrue();
            assertThat(ports.taken(false)).isEmpty();
        }
    }
}
