package dev.tocsin.local.backing;

import java.util.List;

/** Containers or embedded parts, and why. */
record Choice(boolean docker, String reason) {
    static final String POSTGRES = "postgres:18";
    static final String KAFKA = "apache/kafka:4.3.1";
    /** The cleaner that Testcontainers 2.0.5 starts first, unless it is told not to. */
    static final String RYUK = "testcontainers/ryuk:0.14.0";

    static Choice make(String mode, DockerEngine engine) {
        return switch (mode) {
            case "docker" -> new Choice(true, "asked for by -Dtocsin.backing=docker");
            case "embedded" -> new Choice(false, "asked for by -Dtocsin.backing=embedded");
            case "auto" -> look(engine);
            default ->
                throw new IllegalArgumentException("-Dtocsin.backing=" + mode + " is none of auto, docker, embedded");
        };
    }

    private static Choice look(DockerEngine engine) {
        List<String> images = engine.needsRyuk() ? List.of(POSTGRES, KAFKA, RYUK) : List.of(POSTGRES, KAFKA);
        for (String image : images) {
            DockerEngine.Answer answer = engine.askFor(image);
            if (answer == DockerEngine.Answer.NO_ENGINE) {
                return new Choice(false, "no Docker engine answers at " + engine.address());
            }
            if (answer == DockerEngine.Answer.ABSENT) {
                return new Choice(
                        false, "the Docker engine has no image " + image + "; docker pull it to use containers");
            }
        }
        return new Choice(true, "the Docker engine has " + String.join(", ", images));
    }

    @Override
    public String toString() {
        return (docker ? "docker" : "embedded") + " (" + reason + ")";
    }
}
