package dev.tocsin.classify.tuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import dev.tocsin.classify.encoder.OnnxWeights;
import dev.tocsin.classify.encoder.Pretrained;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A pretrained encoder (BERT: Devlin et al. 2019) in a form that can learn: its matrices stay as they are, and beside each
 * stand two thin ones that learn what to add (LoRA: Hu et al. 2021). Norms, biases and the heads on top learn too.
 */
final class Network {

    private static final List<String> MATRICES = List.of(
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
            "intermediate.dense",
            "output.dense");
    private static final List<String> NORMS = List.of("attention.output.LayerNorm", "output.LayerNorm");
    private static final float EPSILON = 1e-12f;
    private static final float NEVER = -1e9f;

    /** The vectors are of length one: their numbers are too small for a head to learn at the pace of the rest. */
    private static final float HEAD_SCALE = 20;

    private final Pretrained pretrained;
    private final int width;
    private final int rank;
    private final float dropout;
    private final Map<String, NDArray> fixed = new TreeMap<>();
    private final Map<String, NDArray> learned = new TreeMap<>();

    Network(NDManager manager, Pretrained pretrained, int rank, float dropout, int outputs, Random random) {
        this.pretrained = pretrained;
        this.rank = rank;
        this.dropout = dropout;
        OnnxWeights weights = pretrained.weights();
        this.width = weights.dims("embeddings.LayerNorm.weight").get(0);
        for (String table : List.of("word", "position", "token_type")) {
            float[] rows = weights.table("embeddings." + table + "_embeddings.weight");
            fixed.put(table, owned(manager.create(rows, new Shape(rows.length / width, width))));
        }
        for (String end : List.of(".weight", ".bias")) {
            fixed.put(
                    "embeddings.LayerNorm" + end, owned(manager.create(weights.vector("embeddings.LayerNorm" + end))));
        }
        for (int layer = 0; layer < pretrained.layers(); layer++) {
            for (String part : MATRICES) {
                addMatrix(manager, weights, name(layer, part), random);
            }
            for (String norm : NORMS) {
                learn(manager, name(layer, norm) + ".weight", weights.vector(name(layer, norm) + ".weight"), width);
                learn(manager, name(layer, norm) + ".bias", weights.vector(name(layer, norm) + ".bias"), width);
            }
        }
        learn(manager, "head.weight", gaussian(width * outputs, 0.02, random), width, outputs);
        learn(manager, "head.bias", new float[outputs], outputs);
    }

    private static String name(int layer, String part) {
        return "encoder.layer." + layer + "." + part;
    }

    private void addMatrix(NDManager manager, OnnxWeights weights, String name, Random random) {
        int inputs = weights.dims(name).get(0);
        int outputs = weights.dims(name).get(1);
        fixed.put(name, owned(manager.create(weights.matrix(name), new Shape(inputs, outputs))));
        learn(manager, name + ".A", gaussian(inputs * rank, 2 / Math.sqrt(inputs), random), inputs, rank);
        learn(manager, name + ".B", new float[rank * outputs], rank, outputs);
        learn(manager, name + ".bias", weights.vector(name + ".bias"), outputs);
    }

    private static float[] gaussian(int size, double deviation, Random random) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private void learn(NDManager manager, String name, float[] start, long... shape) {
        NDArray array = owned(manager.create(start, new Shape(shape)));
        array.setRequiresGradient(true);
        learned.put(name, array);
    }

    /**
     * A copy in PyTorch's own memory. What DJL creates of Java's arrays lies in memory that Java gives back once it sees no
     * more use of it, however PyTorch sees that.
     */
    static NDArray owned(NDArray shared) {
        try (shared) {
            return shared.duplicate();
        }
    }

    /** DJL's operations with a number lend PyTorch memory that is gone when the gradient is computed. */
    static NDArray constant(NDManager manager, float value) {
        return owned(manager.create(value));
    }

    /** By name; of a matrix {@code name.A} and {@code name.B}. */
    Map<String, NDArray> learned() {
        return learned;
    }

    int width() {
        return width;
    }

    /** How many times the weight that is learned a head counts on a vector. */
    static float headScale() {
        return HEAD_SCALE;
    }

    /**
     * @param manager of whatever is computed on the way
     * @return a row of log-odds for each sentence, one for each head
     */
    NDArray logOdds(NDManager manager, long[][] sentences, boolean training) {
        NDArray vectors = vectors(manager, sentences, training);
        return vectors.matMul(array("head.weight"))
                .mul(constant(manager, HEAD_SCALE))
                .add(array("head.bias"));
    }

    private NDArray vectors(NDManager manager, long[][] sentences, boolean training) {
        int count = sentences.length;
        int longest = 0;
        for (long[] sentence : sentences) {
            longest = Math.max(longest, sentence.length);
        }
        long[] ids = new long[count * longest];
        float[] present = new float[count * longest];
        float[] barred = new float[count * longest];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < longest; j++) {
                boolean real = j < sentences[i].length;
                ids[i * longest + j] = real ? sentences[i][j] : 0;
                present[i * longest + j] = real ? 1 : 0;
                barred[i * longest + j] = real ? 0 : NEVER;
            }
        }
        NDArray mask = owned(manager.create(barred, new Shape(count, 1, 1, longest)));
        NDArray states = embedded(manager, ids, count, longest, training);
        for (int layer = 0; layer < pretrained.layers(); layer++) {
            states = layer(layer, states, mask, training);
        }
        NDArray pooled = states.get(":,0,:");
        if (pretrained.pooling() == Pretrained.Pooling.MEAN) {
            NDArray real = owned(manager.create(present, new Shape(count, longest, 1)));
            pooled = states.mul(real).sum(new int[] {1}).div(real.sum(new int[] {1}));
        }
        return pooled.div(pooled.norm(new int[] {1}, true));
    }

    private NDArray embedded(NDManager manager, long[] ids, int count, int longest, boolean training) {
        NDArray words = array("word").get(owned(manager.create(ids)));
        NDArray places = array("position").get("0:" + longest);
        NDArray kind = array("token_type").get("0:1");
        for (NDArray part : List.of(words, places, kind)) {
            part.attach(manager);
        }
        NDArray sum = words.reshape(count, longest, width)
                .add(places.reshape(1, longest, width))
                .add(kind.reshape(1, 1, width));
        return dropped(norm(sum, "embeddings.LayerNorm"), training);
    }

    private NDArray layer(int layer, NDArray states, NDArray mask, boolean training) {
        long count = states.getShape().get(0);
        long length = states.getShape().get(1);
        int heads = pretrained.attentionHeads();
        int each = width / heads;
        NDArray query = matrix(states, layer, "attention.self.query").reshape(count, length, heads, each);
        NDArray key = matrix(states, layer, "attention.self.key").reshape(count, length, heads, each);
        NDArray value = matrix(states, layer, "attention.self.value").reshape(count, length, heads, each);
        NDArray attention = query.transpose(0, 2, 1, 3)
                .matMul(key.transpose(0, 2, 3, 1))
                .mul(constant(states.getManager(), (float) (1 / Math.sqrt(each))))
                .add(mask)
                .softmax(-1);
        NDArray heard = dropped(attention, training)
                .matMul(value.transpose(0, 2, 1, 3))
                .transpose(0, 2, 1, 3)
                .reshape(count, length, width);
        NDArray attended = dropped(matrix(heard, layer, "attention.output.dense"), training);
        NDArray middle = norm(states.add(attended), name(layer, "attention.output.LayerNorm"));
        NDArray thought = matrix(Activation.gelu(matrix(middle, layer, "intermediate.dense")), layer, "output.dense");
        return norm(middle.add(dropped(thought, training)), name(layer, "output.LayerNorm"));
    }

    private NDArray matrix(NDArray states, int layer, String part) {
        String name = name(layer, part);
        NDArray added = states.matMul(array(name + ".A")).matMul(array(name + ".B"));
        return states.matMul(array(name)).add(added).add(array(name + ".bias"));
    }

    private NDArray norm(NDArray states, String name) {
        return LayerNorm.layerNorm(states, new Shape(width), array(name + ".weight"), array(name + ".bias"), EPSILON)
                .singletonOrThrow();
    }

    private NDArray dropped(NDArray states, boolean training) {
        return training ? Dropout.dropout(states, dropout, true).singletonOrThrow() : states;
    }

    private NDArray array(String name) {
        NDArray array = learned.get(name);
        if (array == null) {
            array = fixed.get(name);
        }
        if (array == null) {
            throw new IllegalStateException("The network has no " + name);
        }
        return array;
    }
}
