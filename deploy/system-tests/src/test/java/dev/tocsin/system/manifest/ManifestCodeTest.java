package dev.tocsin.system.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variable, port and path that manifests give the services is one that their code reads or serves. */
class ManifestCodeTest {
    /** The JVM's own, which no service reads. */
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final Map<String, KnownProperties> KNOWN = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void variablesAreRead(Overlay overlay) {
        List<String> unread = new ArrayList<>();
        for (Workload workload : Workload.of(overlay)) {
            if (workload.isOurs()) {
                workload.environment(overlay).keySet().stream()
                        .filter(variable -> !OF_THE_JVM.contains(variable))
                        .filter(variable -> !known(workload.service()).has(variable))
                        .forEach(variable -> unread.add(workload + ": " + variable));
            }
        }
        assertThat(unread).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void portsAreThoseOfTheServices(Overlay overlay) {
        for (Workload workload : Workload.services(overlay).toList()) {
            Map<String, String> environment = workload.environment(overlay);
            KnownProperties known = known(workload.service());
            Container container = workload.containers().get(0);

            assertThat(port(container, "http"))
                    .as(workload.name())
                    .isEqualTo(environment.get("QUARKUS_HTTP_PORT"))
                    .isEqualTo(known.value("quarkus.http.port").orElse("8080"));
            assertThat(port(container, "management"))
                    .as(workload.name())
                    .isEqualTo(environment.get("QUARKUS_MANAGEMENT_PORT"));
            assertThat(known.value("quarkus.management.enabled"))
                    .as("%s serves a management port", workload.name())
                    .contains("true");
        }
    }

    @ParameterizedTest
    @EnumSource
    void probesAskForHealthWhereItIsServed(Overlay overlay) {
        for (Workload workload : Workload.services(overlay).toList()) {
            KnownProperties known = known(workload.service());
            String health = known.value("quarkus.management.root-path").orElse("/q") + "/"
                    + known.value("quarkus.smallrye-health.root-path").orElse("health");
            Container container = workload.containers().get(0);

            assertThat(path(container.getStartupProbe())).isEqualTo(health + "/started");
            assertThat(path(container.getLivenessProbe())).isEqualTo(health + "/live");
            assertThat(path(container.getReadinessProbe())).isEqualTo(health + "/ready");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTION", "EVERYTHING"})
    void prometheusAsksWhereMetricsAreServed(Overlay overlay) {
        var endpoint = overlay.objects("PodMonitor")
                .filter(monitor -> monitor.at("/metadata/name").asText().equals("services"))
                .findFirst()
                .orElseThrow()
                .at("/spec/podMetricsEndpoints/0");

        assertThat(endpoint.path("port").asText()).isEqualTo("management");
        for (String service : Workload.SERVICES) {
            assertThat(known(service).value("quarkus.management.root-path").orElse("/q") + "/"
                            + known(service)
                                    .value("quarkus.micrometer.export.prometheus.path")
                                    .orElse("metrics"))
                    .isEqualTo(endpoint.path("path").asText());
        }
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
        return probe.getHttpGet().getPath();
    }

    private static String port(Container container, String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .map(ContainerPort::getContainerPort)
                .map(Object::toString)
                .findFirst()
                .orElseThrow();
    }

    private static KnownProperties known(String service) {
        return KNOWN.computeIfAbsent(service, KnownProperties::of);
    }
}
