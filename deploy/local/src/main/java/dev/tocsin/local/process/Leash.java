package dev.tocsin.local.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in this JVM and ends the JVM when the process that started it is gone.
 *
 * <p>The parent holds the other end of standard input and never writes to it; the kernel closes it when the parent ends,
 * however it ends, so that even a launcher killed with SIGKILL leaves nothing running. No process id is compared: one
 * could be used again.
 */
public final class Leash {
    private static final long GRACE_MILLIS = 8_000;

    private Leash() {}

    /** The first argument names the main class, the rest are its own. */
    public static void main(String[] args) throws ReflectiveOperationException {
        hold();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private static void hold() {
        Thread leash = new Thread(
                () -> {
                    awaitEndOfInput();
                    Thread lastResort = new Thread(Leash::haltAfterGrace, "leash-last-resort");
                    lastResort.setDaemon(true);
                    lastResort.start();
                    System.exit(0);
                },
                "leash");
        leash.setDaemon(true);
        leash.start();
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes here; whatever comes is not the end.
            }
        } catch (IOException unreadable) {
            // As good as its end: nobody is there to hold this process.
        }
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
