package dev.tocsin.alerting.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reaches the database past {@link TenantRepository}, each with its reason. */
class WallTest {
    private static final Set<String> REACHES = Set.of("Pool", "SessionFactory");

    private static final Set<String> PAST_THE_WALL = Set.of(
            // The wall itself.
            "TenantRepository",
            // Before it is known whose request it is; and the operator's.
            "AccountRepository",
            // The operator's, of all accounts; what accounts give goes through the wall.
            "FeedbackRepository",
            "OperationRepository",
            // Alerts, which belong to nobody.
            "AlertRepository",
            "FeedRepository",
            "HistoryRepository",
            "TrendRepository",
            "VersionRepository",
            // Before the request's own work, by its account in every statement.
            "IdempotencyRepository",
            // Who comes with a cookie or by a secret link: whose it is, is what is asked.
            "SavedFilterRepository",
            "SessionRepository",
            // Whether keys of open streams still hold.
            "KeyRepository",
            // Nobody's request: the queue's workers, upkeep, and the start.
            "AuditRepository",
            "ClaimRepository",
            "PaceRepository",
            "RingRepository",
            "SecretRepository",
            "SettlementRepository",
            "UpkeepRepository");

    @Test
    void repositoriesReachTheDatabaseThroughTheWallOrSayWhyNot() throws Exception {
        Set<String> found = new TreeSet<>();
        for (Class<?> repository : repositories()) {
            if (Arrays.stream(repository.getDeclaredConstructors())
                    .flatMap(made -> Arrays.stream(made.getParameterTypes()))
                    .anyMatch(type -> REACHES.contains(type.getSimpleName()))) {
                found.add(repository.getSimpleName());
            }
        }

        assertThat(found).isEqualTo(new TreeSet<>(PAST_THE_WALL));
    }

    private static List<Class<?>> repositories() throws IOException, URISyntaxException {
        Path classes = Path.of(TenantRepository.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith("Repository.class"))
                    .map(name -> name.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .map(WallTest::loaded)
                    .collect(Collectors.toList());
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, WallTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
