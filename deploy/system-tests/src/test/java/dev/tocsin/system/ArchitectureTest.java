package dev.tocsin.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The house rules that javac cannot see, held against the compiled classes of all three services. They stand here once
 * and not in each service, because no service may depend on another and a copy each would drift apart.
 */
class ArchitectureTest {

    /** A service and its base package. */
    enum Service {
        INGEST("ingest-service", "dev.tocsin.ingest"),
        CLASSIFY("classify-service", "dev.tocsin.classify"),
        ALERT("alert-service", "dev.tocsin.alerting");

        private final String folder;
        private final String root;

        Service(String folder, String root) {
            this.folder = folder;
            this.root = root;
        }

        JavaClasses classes() {
            Path classes = Path.of("../..", folder, "target/classes");
            assertThat(classes)
                    .as("compiled classes of %s: build it first (mvn verify does)", folder)
                    .isDirectory();
            return new ClassFileImporter().importPath(classes);
        }

        Path sources() {
            return Path.of("../..", folder, "src/main/java");
        }
    }

    /** The few roles that may speak to the framework; everything else is plain Java, made with {@code new}. */
    private static final Set<String> ROLES = Set.of(
            "Resource",
            "Repository",
            "Entity",
            "Publisher",
            "Pipeline",
            "Client",
            "Fetcher",
            "Dispatcher",
            "Config",
            "Wiring");

    private static final String[] FRAMEWORK = {
        "jakarta..",
        "io.quarkus..",
        "io.quarkiverse..",
        "io.smallrye..",
        "io.vertx..",
        "io.micrometer..",
        "io.opentelemetry..",
        "org.eclipse.microprofile..",
        "org.hibernate..",
        "org.apache.kafka.."
    };

    private static final Pattern NO_NAME = Pattern.compile("^Abstract.*|.*(Service|Manager|Helper|Utils?|Impl)$");

    private static final DescribedPredicate<JavaClass> HAVE_A_ROLE =
            describe("have a role suffix", javaClass -> ROLES.stream().anyMatch(outermost(javaClass)::endsWith));

    /** Compilers and frameworks write classes too; the rules are for what people write. */
    private static final DescribedPredicate<JavaClass> ARE_WRITTEN = describe(
            "are written by hand",
            javaClass -> javaClass
                    .getSource()
                    .flatMap(source -> source.getFileName())
                    .filter(name -> !name.equals("package-info.java"))
                    .isPresent());

    @ParameterizedTest
    @EnumSource
    void onlyRolesSpeakToTheFramework(Service service) {
        ArchRule rule = noClasses()
                .that(ARE_WRITTEN)
                .and(DescribedPredicate.not(HAVE_A_ROLE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORK)
                .because("the domain is plain Java, tested without a container (house rule 2)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void theRootHoldsThePipelineAndTheWiringOnly(Service service) {
        ArchRule rule = classes()
                .that(ARE_WRITTEN)
                .and()
                .resideInAPackage(service.root)
                .should(haveAnOuterNameThatMatches(".*(Pipeline|Wiring)"))
                .because("the root package tells the story and nothing else (house rule 1)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void featuresNeverImportTheRoot(Service service) {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(service.root + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(service.root)
                .because("the story knows the features, never the other way round (house rule 1)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void featuresFormNoCycle(Service service) {
        ArchRule rule = slices().matching(service.root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("the data walks forward only (house rule 1)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void featuresLieOneLevelDeep(Service service) {
        ArchRule rule = noClasses()
                .should()
                .resideInAPackage(service.root + ".*.*..")
                .because("a package is a feature, named by a noun (blueprint, layout)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void namesSayWhatAThingIs(Service service) {
        ArchRule rule = classes()
                .that(ARE_WRITTEN)
                .should(haveAnOuterNameThatMatches("(?!" + NO_NAME.pattern() + ").*"))
                .because("Service, Manager, Helper, Util and Impl say nothing (blueprint, words)");

        rule.check(service.classes());
    }

    @ParameterizedTest
    @EnumSource
    void everyPackageSaysWhatItIsForAndRefusesNull(Service service) throws Exception {
        List<Path> silent;
        try (var files = Files.walk(service.sources())) {
            silent = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !saysWhatItIsFor(folder.resolve("package-info.java")))
                    .toList();
        }

        assertThat(silent).as("packages without a @NullMarked package-info").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noClassIsLongerThanAReaderCanHold(Service service) throws Exception {
        String tooLong;
        try (var files = Files.walk(service.sources())) {
            tooLong = files.filter(file -> file.toString().endsWith(".java") && lines(file) > 260)
                    .map(file -> file.getFileName() + " (" + lines(file) + " lines)")
                    .collect(Collectors.joining(", "));
        }

        assertThat(tooLong).as("classes in which a noun is missing").isEmpty();
    }

    private static boolean saysWhatItIsFor(Path packageInfo) {
        try {
            String text = Files.readString(packageInfo);
            return text.startsWith("/**") && text.contains("@NullMarked");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ArchCondition<JavaClass> haveAnOuterNameThatMatches(String pattern) {
        return new ArchCondition<>("have a name that matches " + pattern) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                if (!outermost(javaClass).matches(pattern)) {
                    events.add(SimpleConditionEvent.violated(
                            javaClass, javaClass.getName() + " does not match " + pattern));
                }
            }
        };
    }

    private static String outermost(JavaClass javaClass) {
        String name = javaClass.getName().substring(javaClass.getPackageName().length() + 1);
        return Arrays.stream(name.split("\\$")).findFirst().orElse(name);
    }
}
