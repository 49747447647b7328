package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.local.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds {@code docker-compose.yml} against what it starts, without an engine: names, variables, ports and what nobody may. */
class ComposeTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern VARIABLE = Pattern.compile("TOCSIN_[A-Z_]+");
    private static final Set<String> END = Set.of("secrets", "topics");
    private static final List<String> SERVICES = List.of("ingest", "classify", "alert");

    private static ComposeFile compose;

    @BeforeAll
    static void read() throws Exception {
        compose = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
    }

    @Test
    void everyContainerIsLockedUpAndLimited() {
        assertThat(compose.services().values()).isNotEmpty().allSatisfy(service -> {
            assertThat(service.text("read_only"))
                    .as("read_only of %s", service.name())
                    .isEqualTo("true");
            assertThat(service.list("cap_drop")).as(service.name()).containsExactly("ALL");
            assertThat(service.list("security_opt")).as(service.name()).contains("no-new-privileges:true");
            assertThat(service.text("mem_limit"))
                    .as("mem_limit of %s", service.name())
                    .matches("\\d+m");
            assertThat(service.text("pids_limit"))
                    .as("pids_limit of %s", service.name())
                    .matches("\\d+");
        });
    }

    @Test
    void whatRunsOnTellsItsHealthAndIsStartedAgain() {
        assertThat(compose.services().values()).allSatisfy(service -> {
            boolean ends = END.contains(service.name());
            assertThat(service.healthTest().isEmpty())
                    .as("%s ends", service.name())
                    .isEqualTo(ends);
            assertThat(service.body().containsKey("restart")).as(service.name()).isEqualTo(!ends);
        });
    }

    @Test
    void eachWaitsForWhatItNeedsInAWayThatCanComeTrue() {
        assertThat(compose.services().values())
                .allSatisfy(service -> assertThat(service.dependsOn()).allSatisfy((other, condition) -> {
                    assertThat(compose.services()).containsKey(other);
                    assertThat(condition)
                            .as("%s waits for %s", service.name(), other)
                            .isEqualTo(END.contains(other) ? "service_completed_successfully" : "service_healthy");
                }));
        for (String service : SERVICES) {
            assertThat(compose.service(service).dependsOn()).containsKey("topics");
            assertThat(compose.service("demo").dependsOn()).containsKey(service);
        }
    }

    @Test
    void onlyThisMachineReachesWhatIsPublished() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.list("ports"))
                .isNotEmpty()
                .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "classify", "alert"})
    void aServiceIsTheImageThatTheBuildMakesOnItsOwnPort(String name) throws Exception {
        ComposeFile.Service service = compose.service(name);
        String version = first(Files.readString(ROOT.resolve("pom.xml")), "<version>(.*?)</version>");
        String module = name + "-service";
        String build = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        String port = first(settings(module), "quarkus\\.http\\.port=(\\d+)");

        assertThat(service.text("image")).isEqualTo("tocsin/" + module + ":${TOCSIN_VERSION:-" + version + "}");
        assertThat(build).contains("<artifactId>" + module + "</artifactId>", "<port>" + port + "</port>");
        assertThat(service.list("ports")).contains("127.0.0.1:" + port + ":" + port);
        assertThat(service.healthTest())
                .hasValueSatisfying(test -> assertThat(test)
                        .contains(
                                "127.0.0.1/" + service.environment().get("QUARKUS_MANAGEMENT_PORT"),
                                "/q/health/ready"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "classify", "alert"})
    void aServiceKnowsEveryVariableThatItIsGiven(String name) throws Exception {
        String module = name + "-service";
        Set<String> known = variables(Files.readString(ROOT.resolve(module).resolve("README.md")));

        assertThat(compose.service(name).environment().keySet().stream().filter(key -> key.startsWith("TOCSIN_")))
                .isSubsetOf(known);
    }

    @Test
    void theDemoKnowsEveryVariableThatItIsGiven() throws Exception {
        String demo = Files.readString(ROOT.resolve("deploy/local/src/main/java/dev/tocsin/local/Demo.java"));

        assertThat(compose.service("demo").environment().keySet()).isSubsetOf(variables(demo));
        assertThat(compose.service("topics").list("entrypoint")).contains(Topics.class.getName());
    }

    @Test
    void noSecretStandsInTheFileAndEachThatIsReadIsMade() {
        String maker = String.join("\n", compose.service("secrets").list("entrypoint"));

        assertThat(compose.services().values()).allSatisfy(service -> {
            Map<String, String> environment = service.environment();
            assertThat(environment.entrySet().stream()
                            .filter(entry -> entry.getKey().matches(".*(PASSWORD|SECRET|_KEY|_KEYS|TOKEN)"))
                            .map(Map.Entry::getValue))
                    .as(service.name())
                    .allMatch(value -> value.matches("\\$\\{\\w+:-}"));
            for (String file :
                    environment.getOrDefault("QUARKUS_CONFIG_LOCATIONS", "").split(",")) {
                assertThat(maker).contains("keep " + file.replace("/secrets/", ""));
            }
        });
        assertThat(compose.service("alert").environment().get("QUARKUS_CONFIG_LOCATIONS"))
                .contains("sealing");
    }

    private static String settings(String module) throws Exception {
        return Files.readString(ROOT.resolve(module).resolve("src/main/resources/application.properties"));
    }

    private static Set<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
