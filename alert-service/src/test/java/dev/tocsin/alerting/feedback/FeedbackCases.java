package dev.tocsin.alerting.feedback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Cases as they are exported: what writes them and what reads them are both held to these lines. */
public final class FeedbackCases {
    public static final Path FILE = Path.of("src", "test", "resources", "feedback", "cases.jsonl");

    private FeedbackCases() {}

    public static List<String> lines() throws IOException {
        return Files.readAllLines(FILE);
    }
}
