package dev.tocsin.alerting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.report.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoriesTest {

    @ParameterizedTest
    @EnumSource(names = {"DEVELOPMENT", "TEST"})
    void eachArticleHasAnIdOfItsOwn(Part part) {
        assertThat(Stories.of(part)).extracting(Story::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVELOPMENT", "TEST"})
    void anEventHasOneCategory(Part part) {
        Map<String, Category> categories = new HashMap<>();

        List<String> torn = Stories.of(part).stream()
                .filter(story ->
                        categories.merge(story.event(), story.category(), (first, next) -> first) != story.category())
                .map(Story::id)
                .toList();

        assertThat(torn).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVELOPMENT", "TEST"})
    void whatAnEventLooksLikeIsAnotherEventOfItsCategory(Part part) {
        List<Story> stories = Stories.of(part);

        List<String> lost = stories.stream()
                .filter(story -> story.looksLike() != null)
                .filter(story -> stories.stream()
                        .noneMatch(other -> other.event().equals(story.looksLike())
                                && !other.event().equals(story.event())
                                && other.category() == story.category()))
                .map(Story::id)
                .toList();

        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVELOPMENT", "TEST"})
    void languagesAreThoseThatWeRead(Part part) {
        assertThat(Stories.of(part)).extracting(Story::language).isSubsetOf("en", "zh-Hans", "zh-Hant");
    }

    @Test
    void eachFileIsInOnePartAndNoOther() throws IOException {
        List<String> hands = Arrays.stream(Part.values())
                .flatMap(part -> part.hands().stream())
                .sorted()
                .toList();

        try (Stream<Path> files = Files.list(Stories.DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".jsonl", "")))
                    .containsExactlyInAnyOrderElementsOf(hands);
        }
    }
}
