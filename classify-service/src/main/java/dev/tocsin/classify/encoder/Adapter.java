package dev.tocsin.classify.encoder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an encoder learned of our trade, apart from the encoder: for each matrix two thin ones whose product is added to it
 * (Hu et al. 2021, "LoRA"), for each vector what is added. The numbers of these are bfloat16.
 * The heads that read its vectors were learned with it.
 *
 * @param known what the adapted encoder makes of a sentence
 * @param additions by name; of a matrix {@code name.A} and {@code name.B}
 * @param heads by the word of what each reads out of a vector
 */
public record Adapter(KnownSentence known, Map<String, float[]> additions, Map<String, Head> heads) {

    /** Names the format: whoever changes it counts up. */
    private static final String FORMAT = "tocsin-adapter-1";

    private static final String DOWN = ".A";
    private static final String UP = ".B";

    public Adapter {
        additions = new TreeMap<>(additions);
        heads = new TreeMap<>(heads);
    }

    static Adapter read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!data.readUTF().equals(FORMAT)) {
            throw new IOException("it is no " + FORMAT);
        }
        String text = data.readUTF();
        float[] firstValues = new float[data.readInt()];
        for (int i = 0; i < firstValues.length; i++) {
            firstValues[i] = data.readFloat();
        }
        Map<String, float[]> additions = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            String name = data.readUTF();
            float[] values = new float[data.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(data.readShort() << 16);
            }
            additions.put(name, values);
        }
        Map<String, Head> heads = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            String name = data.readUTF();
            double bias = data.readDouble();
            float[] weights = new float[data.readInt()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = data.readFloat();
            }
            heads.put(name, new Head(bias, weights));
        }
        return new Adapter(new KnownSentence(text, firstValues), additions, heads);
    }

    public void write(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(FORMAT);
        data.writeUTF(known.text());
        data.writeInt(known.firstValues().length);
        for (float value : known.firstValues()) {
            data.writeFloat(value);
        }
        data.writeInt(additions.size());
        for (Map.Entry<String, float[]> addition : additions.entrySet()) {
            data.writeUTF(addition.getKey());
            data.writeInt(addition.getValue().length);
            for (float value : addition.getValue()) {
                data.writeShort(bfloat16(value) >>> 16);
            }
        }
        data.writeInt(heads.size());
        for (Map.Entry<String, Head> head : heads.entrySet()) {
            data.writeUTF(head.getKey());
            data.writeDouble(head.getValue().bias());
            data.writeInt(head.getValue().weights().length);
            for (float weight : head.getValue().weights()) {
                data.writeFloat(weight);
            }
        }
        data.flush();
    }

    /** As it will be read again. */
    public Adapter rounded() {
        Map<String, float[]> rounded = new TreeMap<>();
        additions.forEach((name, values) -> {
            float[] kept = new float[values.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = Float.intBitsToFloat(bfloat16(values[i]));
            }
            rounded.put(name, kept);
        });
        return new Adapter(known, rounded, heads);
    }

    /** Rounds to the nearest, ties to even. */
    private static int bfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        return (bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000;
    }

    /** With what the adapted encoder makes of a sentence. */
    public Adapter knownBy(KnownSentence sentence) {
        return new Adapter(sentence, additions, heads);
    }

    /** In the order of the words. */
    public List<Head> heads(List<String> words) {
        return words.stream()
                .map(word -> Objects.requireNonNull(heads.get(word), () -> "The adapter has no head for " + word))
                .toList();
    }

    /** Adds all of it to an encoder's weights. */
    void addTo(OnnxWeights weights) {
        additions.forEach((name, addition) -> {
            if (name.endsWith(DOWN)) {
                String matrix = name.substring(0, name.length() - DOWN.length());
                float[] up = additions.get(matrix + UP);
                if (up == null) {
                    throw new IllegalStateException("The adapter lacks " + matrix + UP);
                }
                addProduct(weights, matrix, addition, up);
            } else if (!name.endsWith(UP)) {
                float[] vector = weights.vector(name);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] += addition[i];
                }
                weights.setVector(name, vector);
            }
        });
    }

    private static void addProduct(OnnxWeights weights, String name, float[] down, float[] up) {
        int inputs = weights.dims(name).get(0);
        int outputs = weights.dims(name).get(1);
        int rank = down.length / inputs;
        float[] matrix = weights.matrix(name);
        for (int i = 0; i < inputs; i++) {
            for (int k = 0; k < rank; k++) {
                float factor = down[i * rank + k];
                for (int j = 0; j < outputs; j++) {
                    matrix[i * outputs + j] += factor * up[k * outputs + j];
                }
            }
        }
        weights.setMatrix(name, matrix);
    }
}
