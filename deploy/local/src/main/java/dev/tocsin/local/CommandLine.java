package dev.tocsin.local;

import dev.tocsin.local.stack.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * What the person asked for.
 *
 * @param portOffset added to every port
 * @param demo with the demo feeds and the webhook receiver
 * @param fresh without the data of earlier runs
 * @param help only the usage
 */
record CommandLine(int portOffset, boolean demo, boolean fresh, boolean help) {

    /** What was asked for makes no sense; the message says what would. */
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message);
        }
    }

    static CommandLine parse(List<String> arguments) throws Misuse {
        int portOffset = 0;
        boolean demo = true;
        boolean fresh = false;
        boolean help = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--port-offset")) {
                portOffset = offset(rest.hasNext() ? rest.next() : "");
            } else if (argument.startsWith("--port-offset=")) {
                portOffset = offset(argument.substring("--port-offset=".length()));
            } else if (argument.equals("--no-demo")) {
                demo = false;
            } else if (argument.equals("--fresh")) {
                fresh = true;
            } else if (argument.equals("--help") || argument.equals("-h")) {
                help = true;
            } else {
                throw new Misuse("There is no option " + argument + ".");
            }
        }
        return new CommandLine(portOffset, demo, fresh, help);
    }

    static String usage() {
        try (InputStream text = CommandLine.class.getResourceAsStream("/usage.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static int offset(String value) throws Misuse {
        int number = value.matches("\\d{1,5}") ? Integer.parseInt(value) : -1;
        if (number < 0 || number > Ports.MAX_OFFSET) {
            throw new Misuse("--port-offset takes a number from 0 to " + Ports.MAX_OFFSET + ", such as 100"
                    + (value.isEmpty() ? "." : ", not " + value + "."));
        }
        return number;
    }
}
