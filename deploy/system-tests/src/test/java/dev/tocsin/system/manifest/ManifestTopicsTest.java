package dev.tocsin.system.manifest;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.local.stack.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Topics and groups are those of {@code deploy/local} and of the services' channels, wherever they are written down. */
class ManifestTopicsTest {

    /** What each service reads (as which group) and writes: its channels, and the dead letters of what it reads. */
    private static final Pattern CHANNEL =
            Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.[\\w-]+\\.(topic|group\\.id)");

    @Test
    void oneBrokersTopicsAreThoseOfDeployLocal() {
        String topics = Workload.of(Overlay.LOCAL).stream()
                .filter(workload -> workload.name().equals("kafka-topics"))
                .findFirst()
                .orElseThrow()
                .environment(Overlay.LOCAL)
                .getOrDefault("TOPICS", "");

        assertThat(Arrays.stream(topics.trim().split("\\s+"))
                        .map(topic -> topic.split(":"))
                        .collect(toMap(topic -> topic[0], topic -> Integer.valueOf(topic[1]))))
                .isEqualTo(Stack.TOPICS);
    }

    @Test
    void strimzisTopicsAreTheSameAndNoSmaller() {
        Map<String, JsonNode> topics = topics();

        assertThat(topics.keySet()).isEqualTo(Stack.TOPICS.keySet());
        topics.forEach((name, spec) -> {
            int local = Objects.requireNonNull(Stack.TOPICS.get(name));
            assertThat(spec.path("partitions").asInt())
                    .as("partitions of %s", name)
                    .matches(partitions ->
                            local == 1 ? partitions == 1 : partitions >= local && partitions % local == 0);
            assertThat(spec.path("replicas").asInt()).isEqualTo(3);
            assertThat(spec.at("/config/min.insync.replicas").asInt()).isEqualTo(2);
        });
    }

    /** A dead letter is what it was, and headers that say why: it outlives its record and may be larger. */
    @Test
    void deadLettersStayLongerAndMayBeLarger() {
        Map<String, JsonNode> topics = topics();
        String largest = KnownProperties.of("classify-service")
                .value("mp.messaging.outgoing.reports.max.request.size")
                .orElseThrow();

        topics.forEach((name, spec) -> {
            if (name.endsWith(".dlq")) {
                JsonNode of = Objects.requireNonNull(topics.get(name.substring(0, name.length() - ".dlq".length())));
                assertThat(spec.at("/config/retention.ms").asLong())
                        .isGreaterThan(of.at("/config/retention.ms").asLong());
                assertThat(spec.at("/config/max.message.bytes").asText()).isEqualTo(largest);
            }
        });
    }

    /** Else a group that was away would begin anew with all that is still there. */
    @Test
    void offsetsOutliveRecords() {
        long offsets = Overlay.PRODUCTION
                .objects("Kafka")
                .findFirst()
                .orElseThrow()
                .at("/spec/kafka/config")
                .path("offsets.retention.minutes")
                .asLong();

        assertThat(topics().values())
                .allMatch(spec -> spec.at("/config/retention.ms").asLong() < offsets * 60_000);
    }

    @Test
    void usersMayDoWhatTheServicesDoAndNoMore() {
        for (String service : Workload.SERVICES) {
            Set<String> wanted = new TreeSet<>();
            KnownProperties known = KnownProperties.of(service);
            known.names().stream()
                    .filter(name -> CHANNEL.matcher(name).matches())
                    .forEach(name -> {
                        String value = known.value(name).orElseThrow();
                        if (name.endsWith("group.id")) {
                            wanted.add("group " + value + " Read");
                        } else if (name.contains(".incoming.")) {
                            wanted.add("topic " + value + " Read");
                            wanted.add("topic " + value + ".dlq Write");
                        } else {
                            wanted.add("topic " + value + " Write");
                        }
                    });
            if (service.equals("classify-service")) {
                // ClassifyPipeline names the topic of each record that it sends; the channel's is only its default.
                wanted.add("topic article.revised.v1 Write");
            }
            if (service.equals("alert-service")) {
                // The operator's page reads dead letters and publishes them again.
                for (String topic : List.of("event.reported.v1", "article.revised.v1")) {
                    wanted.add("topic " + topic + " Write");
                    wanted.add("topic " + topic + ".dlq Read");
                }
            }
            assertThat(rights(service)).as(service).isEqualTo(wanted);
        }
    }

    @Test
    void scalersWatchTheGroupsThatReadAndHaveAPartitionForEveryReplica() {
        Map<String, JsonNode> topics = topics();
        Set<String> groups = new TreeSet<>();
        Overlay.PRODUCTION
                .objects("ScaledObject")
                .forEach(scaler -> scaler.at("/spec/triggers").forEach(trigger -> {
                    if (trigger.path("type").asText().equals("kafka")) {
                        String group = trigger.at("/metadata/consumerGroup").asText();
                        String topic = trigger.at("/metadata/topic").asText();
                        groups.add(group);
                        assertThat(rights(scaler.at("/spec/scaleTargetRef/name").asText()))
                                .contains("group " + group + " Read", "topic " + topic + " Read");
                        assertThat(rights("keda"))
                                .contains("group " + group + " Describe", "topic " + topic + " Describe");
                        assertThat(scaler.at("/spec/maxReplicaCount").asInt())
                                .isLessThanOrEqualTo(Objects.requireNonNull(topics.get(topic))
                                        .path("partitions")
                                        .asInt());
                    }
                }));

        assertThat(groups).containsExactly("alert-service", "alert-service-corrections", "classify-service");
    }

    private static Map<String, JsonNode> topics() {
        return Overlay.PRODUCTION
                .objects("KafkaTopic")
                .collect(toMap(
                        topic -> topic.at("/metadata/name").asText(),
                        topic -> topic.path("spec"),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** A line for each operation: the resource, its name, what may be done. */
    private static Set<String> rights(String user) {
        List<String> rights = new ArrayList<>();
        Overlay.PRODUCTION
                .objects("KafkaUser")
                .filter(object -> object.at("/metadata/name").asText().equals(user))
                .forEach(object -> object.at("/spec/authorization/acls")
                        .forEach(rule -> rule.path("operations")
                                .forEach(operation ->
                                        rights.add(rule.at("/resource/type").asText() + " "
                                                + rule.at("/resource/name").asText() + " " + operation.asText()))));
        return new TreeSet<>(rights);
    }
}
