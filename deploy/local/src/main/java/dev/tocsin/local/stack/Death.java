package dev.tocsin.local.stack;

import dev.tocsin.local.process.ChildJvm;
import java.nio.file.Path;

/**
 * A part of the stack has ended.
 *
 * @param how its exit code, in words, where there is one
 */
public record Death(String part, String how, Path log) {
    static Death of(ChildJvm child, int code) {
        return new Death(child.name(), " (exit code " + code + ")", child.log());
    }
}
