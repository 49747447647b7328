package dev.tocsin.classify.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.article.Folding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every line of the gazetteer's files. */
class GazetteerFilesTest {

    private static final String REBUILD =
            "run classify-service/gazetteer, and write additions in src/main/gazetteer only";

    static Stream<String> built() throws IOException {
        return Files.readAllLines(Path.of("src/main/gazetteer/built.sha256")).stream();
    }

    @ParameterizedTest
    @MethodSource("built")
    void theBuiltFilesAreWhatTheCommandBuiltFromTheTypedOnes(String line) throws Exception {
        String[] sumAndFile = line.split("  ");

        assertThat(sha256(Path.of(sumAndFile[1])))
                .as("%s: %s", sumAndFile[1], REBUILD)
                .isEqualTo(sumAndFile[0]);
    }

    @Test
    void everyGeoNamesIdIsGivenOnce() {
        assertThat(column("cities.tsv", 5, 2)).filteredOn(id -> !id.isEmpty()).doesNotHaveDuplicates();
    }

    @Test
    void everyCountryAndSubdivisionHasOneLine() {
        assertThat(column("countries.tsv", 5, 0)).doesNotHaveDuplicates().hasSizeGreaterThan(245);
        assertThat(column("subdivisions.tsv", 5, 0)).doesNotHaveDuplicates().hasSizeGreaterThan(4500);
    }

    @Test
    void everyCodeIsInIso3166sForm() {
        assertThat(column("countries.tsv", 5, 0)).allMatch(code -> code.matches("[A-Z]{2}"));
        assertThat(column("subdivisions.tsv", 5, 0)).allMatch(code -> code.matches("[A-Z]{2}-[A-Z0-9]{1,4}"));
        assertThat(column("cities.tsv", 5, 0)).allMatch(code -> code.matches("[A-Z]{2}(-[A-Z0-9]{1,4})?"));
    }

    @Test
    void noActorsNameBelongsToAPlaceToo() {
        Set<String> places = new HashSet<>();
        for (String file : List.of("countries.tsv", "subdivisions.tsv", "cities.tsv")) {
            sureNames(file, 5, 3, 4).forEach(name -> places.add(Folding.fold(name)));
        }

        assertThat(sureNames("actors.tsv", 8, 3, 4, 5))
                .as(REBUILD)
                .noneMatch(name -> places.contains(Folding.fold(name)));
    }

    @Test
    void noNameBelongsToTwoActors() {
        Map<String, String> owners = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (String[] row : GazetteerFile.rows("actors.tsv", 8)) {
            for (String name : GazetteerFile.names(row[3] + "|" + row[4] + "|" + row[5])) {
                String owner = owners.putIfAbsent(Folding.fold(name), row[0]);
                if (owner != null && !owner.equals(row[0])) {
                    shared.add(name + " of " + owner + " and " + row[0]);
                }
            }
        }

        assertThat(shared).isEmpty();
    }

    @Test
    void everyHouseHasSeveralMembersAndItsHeadIsOneOfThem() {
        Map<String, String> groups = new HashMap<>();
        Map<String, List<String>> members = new HashMap<>();
        for (String[] row : GazetteerFile.rows("actors.tsv", 8)) {
            groups.put(row[0], row[7]);
            if (!row[7].isEmpty()) {
                members.computeIfAbsent(row[7], group -> new ArrayList<>()).add(row[0]);
            }
        }

        assertThat(members).hasSizeGreaterThan(50).allSatisfy((group, ids) -> {
            assertThat(group).matches("[a-z0-9-]{1,64}");
            assertThat(ids).as(group).hasSizeGreaterThan(1);
            assertThat(groups.getOrDefault(group, group)).isEqualTo(group);
        });
    }

    private static List<String> column(String file, int columns, int column) {
        return GazetteerFile.rows(file, columns).stream()
                .map(row -> row[column])
                .toList();
    }

    private static List<String> sureNames(String file, int columns, int... nameColumns) {
        List<String> names = new ArrayList<>();
        for (String[] row : GazetteerFile.rows(file, columns)) {
            for (int column : nameColumns) {
                GazetteerFile.names(row[column]).stream()
                        .filter(name -> !name.startsWith("?") && !name.startsWith("+"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
