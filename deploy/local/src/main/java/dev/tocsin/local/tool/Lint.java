package dev.tocsin.local.tool;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Spectral with the project's own rules ({@code lint/spectral.yaml}), for OpenAPI and AsyncAPI documents. */
public final class Lint {
    private static final String SPECTRAL = "@stoplight/spectral-cli@6.16.3";
    private static final String ASYNCAPI = "@asyncapi/parser@3.6.6";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Lint() {}

    /**
     * What is to be mended in the document; the text is empty when nothing is. The answer is empty where there is no Node.
     *
     * @param folder under {@code target}
     */
    public static Optional<String> openApi(Path folder, Path document) throws Exception {
        Optional<Tool> spectral = Tool.node(folder, "node_modules/@stoplight/spectral-cli/dist/index.js", SPECTRAL);
        if (spectral.isEmpty()) {
            return Optional.empty();
        }
        Path rules = copied(folder, "spectral.yaml");
        Tool.Run run = spectral.get()
                .run(
                        LIMIT,
                        "lint",
                        "--ruleset",
                        rules.toString(),
                        "--fail-severity",
                        "warn",
                        "--format",
                        "text",
                        document.toString());
        return Optional.of(run.exit() == 0 ? "" : run.output());
    }

    /** The same for an AsyncAPI document, by AsyncAPI's own parser, which follows its references to other files too. */
    public static Optional<String> asyncApi(Path folder, Path document) throws Exception {
        Files.createDirectories(folder);
        copied(folder, "asyncapi.cjs");
        Optional<Tool> parser = Tool.node(folder, "asyncapi.cjs", ASYNCAPI);
        if (parser.isEmpty()) {
            return Optional.empty();
        }
        Tool.Run run = parser.get().run(LIMIT, document.toAbsolutePath().toString());
        return Optional.of(run.exit() == 0 ? "" : run.output());
    }

    private static Path copied(Path folder, String name) throws Exception {
        Path target = folder.resolve(name);
        try (InputStream source = Lint.class.getResourceAsStream("/lint/" + name)) {
            Files.copy(Objects.requireNonNull(source), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }
}
