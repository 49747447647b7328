package dev.tocsin.classify.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.corpus.Corpus.Part;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the corpus to what its README promises. */
class CorpusTest {

    private static final Path HASHES = Corpus.DIRECTORY.resolve("corpus.sha256");

    private static List<CorpusItem> all() {
        List<CorpusItem> all = new ArrayList<>();
        for (Part part : Part.values()) {
            all.addAll(Corpus.read(part));
        }
        return all;
    }

    @Test
    void filesAreTheFrozenOnes() throws IOException, NoSuchAlgorithmException {
        List<String> lines = new ArrayList<>();
        for (Part part : Part.values()) {
            for (Path file : Corpus.files(part)) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                lines.add(HexFormat.of().formatHex(hash) + "  "
                        + Corpus.DIRECTORY.relativize(file).toString().replace('\\', '/'));
            }
        }

        assertThat(lines)
                .as("Who changes the corpus on purpose writes the new hashes to %s and trains anew", HASHES)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(HASHES));
    }

    @Test
    void everyQuoteStandsVerbatimInItsItem() {
        for (CorpusItem item : all()) {
            String whole = (item.title() == null ? "" : item.title()) + "\n" + item.text();
            for (CorpusEvent event : item.events()) {
                assertThat(event.quotes())
                        .as(item.id())
                        .isNotEmpty()
                        .allSatisfy(quote -> assertThat(whole).containsOnlyOnce(quote));
                assertThat(event.actors())
                        .as(item.id())
                        .allSatisfy(actor -> assertThat(whole).contains(actor));
            }
        }
    }

    @Test
    void noStoryAndNoTextStandsInTwoParts() {
        Map<String, Part> stories = new HashMap<>();
        Map<String, Part> texts = new HashMap<>();
        for (Part part : Part.values()) {
            for (CorpusItem item : Corpus.read(part)) {
                boolean judges = item.id().contains("-second");
                if (!judges) {
                    assertThat(stories.merge(item.story(), part, (one, other) -> one))
                            .as("story %s of %s", item.story(), item.id())
                            .isEqualTo(part);
                }
                assertThat(texts.merge(item.title() + "\n" + item.text(), part, (one, other) -> one))
                        .as("text of %s", item.id())
                        .isEqualTo(part);
            }
        }
    }

    @Test
    void idsAreUnique() {
        Set<String> seen = new HashSet<>();

        assertThat(all())
                .allSatisfy(
                        item -> assertThat(seen.add(item.id())).as(item.id()).isTrue());
    }

    @Test
    void itIsAsLargeAndAsHardAsItsReadmeSays() {
        List<CorpusItem> all = all();

        assertThat(all.stream().filter(item -> !item.isWhole())).hasSizeGreaterThan(1500);
        assertThat(all.stream().filter(CorpusItem::isWhole)).hasSizeGreaterThanOrEqualTo(120);
        assertThat(all.stream().filter(CorpusItem::isRoundup)).hasSizeGreaterThanOrEqualTo(60);
        assertThat(all.stream().filter(item -> item.events().isEmpty()).count())
                .isGreaterThanOrEqualTo(
                        all.stream().filter(item -> !item.events().isEmpty()).count());
        assertThat(all.stream().map(CorpusItem::language).distinct())
                .containsExactlyInAnyOrder("en", "zh-Hans", "zh-Hant");
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void everyPartHoldsEveryCategoryAndStatusInBothLanguages(Part part) {
        for (boolean chinese : new boolean[] {false, true}) {
            List<CorpusEvent> events = Corpus.read(part).stream()
                    .filter(item -> item.isChinese() == chinese)
                    .flatMap(item -> item.events().stream())
                    .toList();

            assertThat(Stream.of(Category.values()))
                    .allSatisfy(category -> assertThat(events)
                            .filteredOn(event -> event.category() == category)
                            .hasSizeGreaterThanOrEqualTo(20));
            assertThat(Stream.of(Status.values()))
                    .allSatisfy(status -> assertThat(events)
                            .filteredOn(event -> event.status() == status)
                            .hasSizeGreaterThanOrEqualTo(5));
        }
    }
}
