package dev.tocsin.classify.training;

/** Numbers as the model's files hold them. */
final class Rounded {

    private static final double STEPS = 10_000;

    private Rounded() {}

    static double of(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
