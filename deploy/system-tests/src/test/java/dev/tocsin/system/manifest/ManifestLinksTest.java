package dev.tocsin.system.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What manifests name of one another is there. */
class ManifestLinksTest {
    private static final Pattern RANGE = Pattern.compile("\"([0-9a-f.:]+/\\d+)\"");

    @ParameterizedTest
    @EnumSource
    void servicesFindTheirPods(Overlay overlay) {
        List<String> lonely = overlay.objects("Service")
                .filter(service -> Workload.of(overlay).stream()
                        .filter(Workload::serves)
                        .noneMatch(workload -> service.at("/spec/selector").properties().stream()
                                        .allMatch(label -> label.getValue()
                                                .asText()
                                                .equals(workload.labels().get(label.getKey())))
                                && workload.containers().get(0).getPorts().stream()
                                        .anyMatch(port -> port.getName()
                                                .equals(service.at("/spec/ports/0/targetPort")
                                                        .asText()))))
                .map(Overlay::name)
                .toList();

        assertThat(lonely).isEmpty();
    }

    /** Made by hand or by an operator; deploy/README.md and the components say which. */
    @ParameterizedTest
    @EnumSource
    void secretsAreKnown(Overlay overlay) throws IOException {
        Set<String> known = new TreeSet<>(Set.of("tocsin-db-ca", "tocsin-cluster-ca-cert"));
        overlay.objects("KafkaUser")
                .forEach(user -> known.add(user.at("/metadata/name").asText()));
        String readme = Files.readString(Path.of("../README.md"));

        Set<String> asked = new TreeSet<>();
        overlay.objects().forEach(object -> {
            object.findValues("secretKeyRef")
                    .forEach(reference -> asked.add(reference.path("name").asText()));
            object.findValues("secretName").forEach(name -> asked.add(name.asText()));
            object.findValues("secretTargetRef")
                    .forEach(references -> references.forEach(
                            reference -> asked.add(reference.path("name").asText())));
        });

        assertThat(asked)
                .allMatch(secret -> known.contains(secret)
                        || readme.contains("create secret generic " + secret)
                        || readme.contains("`" + secret + "`"));
    }

    @ParameterizedTest
    @EnumSource
    void policiesSelectPodsThatExist(Overlay overlay) {
        Set<String> names = Workload.of(overlay).stream()
                .map(workload -> workload.labels().getOrDefault("app.kubernetes.io/name", ""))
                .collect(Collectors.toSet());
        List<String> asked = new ArrayList<>();
        overlay.objects("NetworkPolicy")
                .map(object -> TypedModels.read(object, NetworkPolicy.class))
                .forEach(policy -> {
                    var selector = policy.getSpec().getPodSelector();
                    if (selector.getMatchLabels() != null
                            && selector.getMatchLabels().containsKey("app.kubernetes.io/name")) {
                        asked.add(selector.getMatchLabels().get("app.kubernetes.io/name"));
                    }
                    selector.getMatchExpressions().forEach(expression -> asked.addAll(expression.getValues()));
                });

        assertThat(names).containsAll(asked);
    }

    /** Two scalers of one Deployment would undo each other's work, and a number in the manifest both of theirs. */
    @ParameterizedTest
    @EnumSource
    void aDeploymentHasOneScalerOrANumber(Overlay overlay) {
        List<String> scaled = Stream.concat(overlay.objects("ScaledObject"), overlay.objects("HorizontalPodAutoscaler"))
                .map(scaler -> scaler.at("/spec/scaleTargetRef/name").asText())
                .toList();
        List<String> numbered = overlay.objects("Deployment")
                .filter(deployment -> deployment.at("/spec").has("replicas"))
                .map(deployment -> deployment.at("/metadata/name").asText())
                .toList();

        assertThat(scaled)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(numbered.isEmpty() ? List.of("-") : numbered);
        assertThat(Workload.services(overlay).map(Workload::name))
                .allMatch(service -> scaled.contains(service) || numbered.contains(service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert-service/src/main/java/dev/tocsin/alerting/webhook/AddressGuard.java",
                "ingest-service/src/main/java/dev/tocsin/ingest/fetch/AddressGuard.java"
            })
    void theWorldEndsWhereTheServicesSayToo(String guard) throws IOException {
        JsonNode policy = Overlay.PRODUCTION
                .objects("NetworkPolicy")
                .filter(object -> object.at("/metadata/name").asText().equals("to-the-world"))
                .findFirst()
                .orElseThrow();
        Set<String> excepted = new TreeSet<>();
        policy.findValues("except").forEach(ranges -> ranges.forEach(range -> excepted.add(range.asText())));

        assertThat(ranges(Files.readString(Path.of("../..", guard)), "FORBIDDEN_V4", "FORBIDDEN_V6"))
                .isNotEmpty()
                .isEqualTo(excepted);
    }

    /** Only these two go out, and nobody goes anywhere by default. */
    @Test
    void whoIsNotToldToSpeakIsSilent() {
        List<NetworkPolicy> policies = Overlay.PRODUCTION
                .objects("NetworkPolicy")
                .map(object -> TypedModels.read(object, NetworkPolicy.class))
                .toList();

        assertThat(policies)
                .anyMatch(policy -> policy.getSpec().getPodSelector().getMatchLabels() == null
                        || policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                                && policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))
                                && policy.getSpec().getIngress().isEmpty()
                                && policy.getSpec().getEgress().isEmpty());
        assertThat(policies.stream()
                        .filter(policy -> policy.getSpec().getEgress().stream()
                                .flatMap(rule -> rule.getTo().stream())
                                .anyMatch(peer -> peer.getIpBlock() != null))
                        .flatMap(policy -> policy.getSpec().getPodSelector().getMatchExpressions().stream())
                        .flatMap(expression -> expression.getValues().stream()))
                .containsExactlyInAnyOrder("ingest-service", "alert-service");
    }

    private static Set<String> ranges(String source, String... lists) {
        Set<String> ranges = new TreeSet<>();
        for (String list : lists) {
            int start = source.indexOf(list + " = ");
            Matcher matcher = RANGE.matcher(source.substring(start, source.indexOf(");", start)));
            while (matcher.find()) {
                ranges.add(matcher.group(1));
            }
        }
        return ranges;
    }
}
