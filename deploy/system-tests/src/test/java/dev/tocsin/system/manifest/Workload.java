package dev.tocsin.system.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes pods.
 *
 * @param serves it runs until it is stopped, other than a Job
 */
record Workload(HasMetadata object, PodTemplateSpec template, boolean serves) {
    static final Set<String> SERVICES = Set.of("ingest-service", "classify-service", "alert-service");

    static List<Workload> of(Overlay overlay) {
        return overlay.objects().stream().flatMap(Workload::of).toList();
    }

    private static Stream<Workload> of(JsonNode object) {
        return switch (object.path("kind").asText()) {
            case "Deployment" -> {
                Deployment deployment = TypedModels.read(object, Deployment.class);
                yield Stream.of(new Workload(deployment, deployment.getSpec().getTemplate(), true));
            }
            case "StatefulSet" -> {
                StatefulSet set = TypedModels.read(object, StatefulSet.class);
                yield Stream.of(new Workload(set, set.getSpec().getTemplate(), true));
            }
            case "Job" -> {
                Job job = TypedModels.read(object, Job.class);
                yield Stream.of(new Workload(job, job.getSpec().getTemplate(), false));
            }
            default -> Stream.of();
        };
    }

    static Stream<Workload> services(Overlay overlay) {
        return of(overlay).stream().filter(workload -> SERVICES.contains(workload.name()));
    }

    String name() {
        return object.getMetadata().getName();
    }

    /** Of our own images: the three services, and the Jobs that migrate for them. */
    boolean isOurs() {
        return !service().isEmpty();
    }

    /** The module that its image is built of, or nothing. */
    String service() {
        return SERVICES.stream()
                .filter(service -> containers().stream()
                        .anyMatch(container -> container.getImage().matches("(.*/)?tocsin/" + service + "[:@].*")))
                .findFirst()
                .orElse("");
    }

    List<Container> containers() {
        return Stream.concat(
                        template.getSpec().getInitContainers().stream(), template.getSpec().getContainers().stream())
                .toList();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    boolean isSelectedBy(Map<String, String> matchLabels) {
        return labels().entrySet().containsAll(matchLabels.entrySet());
    }

    /** The environment as the container sees it; a value out of a Secret is empty. */
    Map<String, String> environment(Overlay overlay) {
        Map<String, JsonNode> configMaps = overlay.objects("ConfigMap")
                .collect(Collectors.toMap(
                        map -> map.path("metadata").path("name").asText(), map -> map.path("data")));
        Map<String, String> environment = new TreeMap<>();
        for (Container container : containers()) {
            container
                    .getEnvFrom()
                    .forEach(source -> Objects.requireNonNull(
                                    configMaps.get(source.getConfigMapRef().getName()),
                                    "no ConfigMap " + source.getConfigMapRef().getName())
                            .properties()
                            .forEach(entry -> environment.put(
                                    entry.getKey(), entry.getValue().asText())));
            for (EnvVar variable : container.getEnv()) {
                environment.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
            }
        }
        return environment;
    }

    @Override
    public String toString() {
        return object.getKind() + " " + name();
    }
}
