package dev.tocsin.classify.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A sentence encoder on ONNX Runtime. One sentence a run: the models are quantised as they go, so that a sentence's
 * vector would depend on its batch mates. One thread a run: the callers are as many as the cores. Threadsafe.
 */
final class OnnxEncoder implements SentenceEncoder {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Pretrained.Tokens tokens;
    private final Pretrained.Pooling pooling;

    /** @param weights of the encoder, adapted or as they came */
    OnnxEncoder(Pretrained pretrained, OnnxWeights weights) {
        this.pooling = pretrained.pooling();
        this.tokens = pretrained.tokens();
        try {
            this.environment = OrtEnvironment.getEnvironment();
            this.session = session(environment, weights.model());
        } catch (OrtException e) {
            throw new IllegalStateException(
                    "The encoder %s cannot be loaded: %s. Build the service again: its jar comes from Maven Central."
                            .formatted(pretrained.file(), e.getMessage()),
                    e);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "ONNX Runtime cannot be loaded on %s %s: it needs 64-bit Linux (glibc), macOS or Windows, and a temporary directory that it may write to and load from (%s). It said: %s"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    System.getProperty("java.io.tmpdir"),
                                    deepest(e)),
                    e);
        }
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static OrtSession session(OrtEnvironment environment, byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // The arena would keep the memory of the longest sentence ever read.
            options.setCPUArenaAllocator(false);
            return environment.createSession(model, options);
        }
    }

    @Override
    public float[] encode(String sentence) {
        return read(sentence).vector();
    }

    @Override
    public Meaning read(String sentence) {
        long[] ids = tokens.of(sentence);
        long[] ones = new long[ids.length];
        java.util.Arrays.fill(ones, 1);
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            inputs.put("input_ids", OnnxTensor.createTensor(environment, new long[][] {ids}));
            inputs.put("attention_mask", OnnxTensor.createTensor(environment, new long[][] {ones}));
            inputs.put("token_type_ids", OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]}));
            try (OrtSession.Result result = session.run(inputs)) {
                float[][] states = states(result, 0);
                float[] last = pooling == Pretrained.Pooling.FIRST ? states[0] : mean(states);
                return Meaning.of(normalised(last), normalised(states(result, 1)[0]));
            }
        } catch (OrtException e) {
            throw new IllegalStateException("The encoder failed: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static float[][] states(OrtSession.Result result, int output) throws OrtException {
        return ((float[][][]) result.get(output).getValue())[0];
    }

    private static float[] mean(float[][] states) {
        float[] mean = new float[states[0].length];
        for (float[] state : states) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += state[i] / states.length;
            }
        }
        return mean;
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        float[] unit = new float[vector.length];
        float length = (float) Math.sqrt(Math.max(squares, 1e-12));
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }
}
