package dev.tocsin.ingest;

import dev.tocsin.ingest.fetch.AddressGuard;
import dev.tocsin.ingest.fetch.FetchConfig;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;

/** As many hosts on loopback as a test wants: every name under {@code .example} is one (RFC 2606). */
@Singleton
class LoopbackNames {
    @Produces
    @Singleton
    @Mock
    AddressGuard addressGuard(FetchConfig fetching) {
        return new AddressGuard(
                fetching.allowedCidrs().orElse(List.of()),
                host -> host.endsWith(".example")
                        ? List.of(InetAddress.getLoopbackAddress())
                        : List.of(InetAddress.getAllByName(host)));
    }
}
