package dev.tocsin.system.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every pod of an installation keeps to. A linter's list, and ours. */
class ManifestPolicyTest {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|API_KEY|TOKEN|_KEYS)$");
    private static final String EXCUSED = "ignore-check.kube-linter.io/";

    @ParameterizedTest
    @EnumSource
    void podsAreRestricted(Overlay overlay) {
        List<String> found = new ArrayList<>();
        for (Workload workload : Workload.of(overlay)) {
            PodSpec pod = workload.template().getSpec();
            Rules rules = new Rules(workload.toString(), found);
            rules.need(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "mounts a token");
            rules.need(Boolean.FALSE.equals(pod.getEnableServiceLinks()), "has variables made of Services");
            rules.need(
                    Boolean.TRUE.equals(pod.getSecurityContext().getRunAsNonRoot())
                            && pod.getSecurityContext().getRunAsUser() > 0,
                    "may be root");
            rules.need(
                    pod.getSecurityContext().getSeccompProfile().getType().equals("RuntimeDefault"),
                    "may make any system call");
            rules.need(
                    pod.getHostNetwork() == null && pod.getHostPID() == null && pod.getHostIPC() == null,
                    "shares the node's namespaces");
            rules.need(
                    pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
                    "mounts the node's files");
            if (workload.isOurs()) {
                rules.need(pod.getSecurityContext().getRunAsUser() == 10001, "does not run as the image's user");
                rules.need(
                        overlay == Overlay.LOCAL || Boolean.FALSE.equals(pod.getHostUsers()), "has the node's users");
            }
            for (Container container : workload.containers()) {
                SecurityContext security = container.getSecurityContext();
                Rules ofContainer = new Rules(workload + ", container " + container.getName(), found);
                ofContainer.need(Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()), "may gain privileges");
                ofContainer.need(security.getCapabilities().getDrop().equals(List.of("ALL")), "keeps capabilities");
                ofContainer.need(
                        Boolean.TRUE.equals(security.getReadOnlyRootFilesystem())
                                || isExcused(workload, "no-read-only-root-fs"),
                        "writes into its image");
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void containersSayWhatTheyNeed(Overlay overlay) {
        List<String> found = new ArrayList<>();
        for (Workload workload : Workload.of(overlay)) {
            for (Container container : workload.containers()) {
                Rules rules = new Rules(workload + ", container " + container.getName(), found);
                var resources = container.getResources();
                rules.need(resources.getRequests().containsKey("cpu"), "asks for no CPU");
                rules.need(!resources.getLimits().containsKey("cpu"), "is throttled at a CPU limit");
                rules.need(
                        resources.getLimits().containsKey("memory")
                                && resources
                                        .getLimits()
                                        .get("memory")
                                        .equals(resources.getRequests().get("memory")),
                        "may be evicted for memory that it never asked for");
                if (workload.serves()) {
                    rules.need(container.getStartupProbe() != null, "has no startup probe");
                    rules.need(container.getReadinessProbe() != null, "has no readiness probe");
                    rules.need(container.getLivenessProbe() != null, "has no liveness probe");
                }
                rules.need(
                        container.getImage().matches(".*(@sha256:[0-9a-f]{64}|:[^:/]*\\d[^:/]*)"),
                        "has an image without a version: " + container.getImage());
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreReferencesOnly(Overlay overlay) {
        List<String> found = new ArrayList<>();
        for (Workload workload : Workload.of(overlay)) {
            for (Container container : workload.containers()) {
                Rules rules = new Rules(workload.toString(), found);
                for (EnvVar variable : container.getEnv()) {
                    boolean referred = variable.getValueFrom() != null
                            && variable.getValueFrom().getSecretKeyRef() != null;
                    rules.need(
                            !SECRET.matcher(variable.getName()).matches() || referred,
                            "has the secret " + variable.getName() + " in the open");
                }
                rules.need(
                        container.getEnvFrom().stream().allMatch(source -> source.getSecretRef() == null),
                        "takes in a whole Secret");
            }
        }
        overlay.objects("ConfigMap")
                .flatMap(map -> map.path("data").properties().stream())
                .filter(entry -> SECRET.matcher(entry.getKey()).matches())
                .forEach(entry -> found.add("a ConfigMap has the secret " + entry.getKey()));

        assertThat(found).isEmpty();
        assertThat(overlay.objects("Secret")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void servicesAreReplacedWithoutAGap(Overlay overlay) {
        List<String> found = new ArrayList<>();
        for (Workload service : Workload.services(overlay).toList()) {
            Deployment deployment = (Deployment) service.object();
            var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
            Rules rules = new Rules(service.toString(), found);
            rules.need(rolling.getMaxUnavailable().getIntVal() == 0, "has fewer replicas while it is replaced");
            rules.need(deployment.getSpec().getMinReadySeconds() > 0, "counts as replaced at once");
            rules.need(service.template().getSpec().getPriorityClassName() != null, "has no priority");
            rules.need(
                    service.template().getSpec().getTopologySpreadConstraints().stream()
                            .allMatch(spread -> spread.getMatchLabelKeys().contains("pod-template-hash")
                                    && service.isSelectedBy(
                                            spread.getLabelSelector().getMatchLabels())),
                    "is not spread by version");
            rules.need(
                    overlay.objects("PodDisruptionBudget")
                                    .filter(budget -> budget.at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                                            .asText()
                                            .equals(service.name()))
                                    .count()
                            == 1,
                    "has not one disruption budget");
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnderWayHasTheTimeToEnd(Overlay overlay) {
        List<String> found = new ArrayList<>();
        for (Workload service : Workload.services(overlay).toList()) {
            Map<String, String> environment = service.environment(overlay);
            long preStop = service.containers()
                    .get(0)
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            long drain = seconds(environment.get("QUARKUS_SHUTDOWN_DELAY"))
                    + seconds(environment.get("QUARKUS_SHUTDOWN_TIMEOUT"));
            new Rules(service.toString(), found)
                    .need(
                            service.template().getSpec().getTerminationGracePeriodSeconds() >= preStop + drain + 5,
                            "is killed while it drains: " + preStop + " + " + drain + " s");
        }
        assertThat(found).isEmpty();
    }

    private static long seconds(@org.jspecify.annotations.Nullable String duration) {
        return duration == null ? 0 : Long.parseLong(duration.replaceAll("[sS]$", ""));
    }

    /** As the linter would have it, with a reason. */
    private static boolean isExcused(Workload workload, String check) {
        Map<String, String> annotations = workload.object().getMetadata().getAnnotations();
        return annotations != null
                && !annotations.getOrDefault(EXCUSED + check, "").isBlank();
    }

    private record Rules(String of, List<String> found) {
        void need(boolean kept, String otherwise) {
            if (!kept) {
                found.add(of + " " + otherwise);
            }
        }
    }
}
