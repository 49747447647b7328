package dev.tocsin.classify.tuning;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.tocsin.classify.encoder.Adapter;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.encoder.Head;
import dev.tocsin.classify.encoder.KnownSentence;
import dev.tocsin.classify.encoder.OnnxWeights;
import dev.tocsin.classify.encoder.Pretrained;
import dev.tocsin.classify.training.Example;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Teaches a pretrained encoder what our sentences tell, by backpropagation in PyTorch. Seeded, and on one thread, since
 * sums over threads come out as they will: the same sentences on the same kind of processor give the same bytes.
 */
public final class AdapterTrainer {

    private static final String ENGINE = "PyTorch";
    private static final int SEED = 7;
    private static final int WIDTH = Lesson.HEADS.size();
    private static final int RANK = 8;
    private static final float DROPOUT = 0.1f;
    private static final int EPOCHS = 4;
    private static final float FASTEST = 8e-4f;
    private static final double LONGEST_STEP = 2;
    private static final float WARM_UP = 0.06f;

    /** To know the adapted encoder by. */
    private static final String KNOWN = "qinghai shuts bitcoin mining farms 青海关停虚拟货币挖矿项目";

    private final Pretrained pretrained;
    private final Engine engine;

    public AdapterTrainer(Pretrained pretrained) {
        this.pretrained = pretrained;
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        // What is not in a jar is not looked for elsewhere, and nobody is told that we train.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        this.engine = Engine.getEngine(ENGINE);
    }

    public Adapter learn(List<Example> examples) {
        Pretrained.Tokens tokens = pretrained.tokens();
        List<Lesson> lessons = examples.stream()
                .map(example -> Lesson.of(example, tokens.of(example.sentence().inContext())))
                .toList();
        engine.setRandomSeed(SEED);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), ENGINE)) {
            Random random = new Random(SEED);
            Network network = new Network(manager, pretrained, RANK, DROPOUT, Lesson.HEADS.size(), random);
            teach(manager, network, new Curriculum(lessons, random));
            Adapter adapter = adapter(network).rounded();
            return adapter.knownBy(KnownSentence.of(KNOWN, Encoders.adapted(pretrained, adapter)));
        }
    }

    private void teach(NDManager manager, Network network, Curriculum curriculum) {
        int steps = EPOCHS * curriculum.batches();
        Tracker pace = step -> pace((float) step / steps);
        Optimizer optimizer = Optimizer.adamW()
                .optLearningRateTracker(pace)
                .optWeightDecays(0.01f)
                .optBeta2(0.98f)
                .build();
        long begun = System.nanoTime();
        int step = 0;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double loss = 0;
            for (List<Lesson> batch : curriculum.shuffled()) {
                loss += learn(manager, network, optimizer, batch);
                step++;
                if (step % 100 == 0) {
                    Duration left = Duration.ofNanos((System.nanoTime() - begun) / step * (steps - step));
                    System.out.printf("  step %d of %d, some %d min left%n", step, steps, left.toMinutes() + 1);
                }
            }
            System.out.printf("  round %d of %d: loss %.4f%n", epoch + 1, EPOCHS, loss / curriculum.batches());
        }
    }

    /** Slowly at first, while the moments are unknown, and ever more slowly to the end. */
    private static float pace(float done) {
        return FASTEST * Math.min(1, done / WARM_UP) * Math.max(0.02f, 1 - done);
    }

    private double learn(NDManager manager, Network network, Optimizer optimizer, List<Lesson> batch) {
        try (NDManager thoughts = manager.newSubManager()) {
            double said;
            try (GradientCollector gradients = engine.newGradientCollector()) {
                NDArray loss = loss(thoughts, network, batch);
                gradients.backward(loss);
                said = loss.getFloat();
            }
            step(thoughts, network, optimizer);
            return said;
        }
    }

    /** All gradients are held back together, so that no batch throws over what the others taught (Pascanu et al. 2013). */
    private static void step(NDManager manager, Network network, Optimizer optimizer) {
        Map<String, NDArray> gradients = new TreeMap<>();
        network.learned().forEach((name, values) -> gradients.put(name, values.getGradient()));
        double squares = 0;
        for (NDArray gradient : gradients.values()) {
            gradient.attach(manager);
            squares += gradient.square().sum().getFloat();
        }
        boolean finite = Double.isFinite(squares);
        float shrink = (float) Math.min(1, LONGEST_STEP / Math.sqrt(squares));
        gradients.forEach((name, gradient) -> {
            if (finite) {
                optimizer.update(name, network.learned().get(name), gradient.muli(Network.constant(manager, shrink)));
            }
            // DJL clears gradients by taking them from themselves, which leaves what is infinite.
            gradient.getManager().zeros(gradient.getShape()).copyTo(gradient);
        });
        if (!finite) {
            System.out.println("  a batch whose gradient overflowed is left out");
        }
    }

    /** Weighted binary cross-entropy, in the form that overflows for no log-odds. */
    private static NDArray loss(NDManager manager, Network network, List<Lesson> batch) {
        float[] wanted = new float[batch.size() * WIDTH];
        float[] weights = new float[wanted.length];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(batch.get(i).wanted(), 0, wanted, i * WIDTH, WIDTH);
            System.arraycopy(batch.get(i).weights(), 0, weights, i * WIDTH, WIDTH);
        }
        Shape shape = new Shape(batch.size(), WIDTH);
        NDArray logOdds =
                network.logOdds(manager, batch.stream().map(Lesson::tokens).toArray(long[][]::new), true);
        NDArray one = Network.constant(manager, 1);
        NDArray softplus = logOdds.abs().neg().exp().add(one).log().add(Activation.relu(logOdds));
        return softplus.sub(logOdds.mul(Network.owned(manager.create(wanted, shape))))
                .mul(Network.owned(manager.create(weights, shape)))
                .sum()
                .div(Network.constant(manager, batch.size()));
    }

    private Adapter adapter(Network network) {
        OnnxWeights before = pretrained.weights();
        Map<String, float[]> additions = new TreeMap<>();
        network.learned().forEach((name, values) -> {
            float[] numbers = values.toFloatArray();
            if (name.endsWith(".A") || name.endsWith(".B")) {
                additions.put(name, numbers);
            } else if (!name.startsWith("head.")) {
                float[] from = before.vector(name);
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] -= from[i];
                }
                additions.put(name, numbers);
            }
        });
        return new Adapter(new KnownSentence(""), additions, heads(network));
    }

    private static Map<String, Head> heads(Network network) {
        float[] weights = numbers(network, "head.weight");
        float[] biases = numbers(network, "head.bias");
        Map<String, Head> heads = new TreeMap<>();
        for (int head = 0; head < biases.length; head++) {
            float[] row = new float[network.width()];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.round(weights[i * biases.length + head] * Network.headScale() * 1e4f) / 1e4f;
            }
            heads.put(Lesson.HEADS.get(head), new Head(Math.round(biases[head] * 1e4) / 1e4, row));
        }
        return heads;
    }

    private static float[] numbers(Network network, String name) {
        return Objects.requireNonNull(network.learned().get(name), name).toFloatArray();
    }
}
