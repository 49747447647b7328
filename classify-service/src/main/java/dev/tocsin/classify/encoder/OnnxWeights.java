package dev.tocsin.classify.encoder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The weights inside a quantised model file, to be read and, in their places, written: {@code onnx.proto3}'s
 * ModelProto.graph, its initializers and its MatMulInteger nodes. Matrices are signed bytes with a scale for each output,
 * as ONNX Runtime's dynamic quantisation writes them. Not threadsafe.
 */
public final class OnnxWeights {

    /** Seven bits: eight overflow the 16-bit sums of processors without VNNI. */
    private static final int LARGEST = 64;

    private static final int GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_OUTPUT = 12;

    /** AttributeProto.AttributeType. */
    private static final int INTS = 7;

    private static final String MEAN = "mean_of_early_states";

    private final byte[] model;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, String> matrices = new HashMap<>();

    /** @param number the one value of a scalar that is no float */
    private record Tensor(List<Integer> dims, int offset, int length, int number) {}

    /** @param model is not copied: what is written goes into it */
    public OnnxWeights(byte[] model) {
        this.model = model;
        ProtobufFields.of(model, 0, model.length).forEach(field -> {
            if (field.number() == GRAPH) {
                readGraph(field);
            }
        });
    }

    /**
     * A model that ends sooner: nobody computes what comes after. Its second output is the mean over all tokens of an earlier
     * value; were that value itself an output, ONNX Runtime could not merge what is around it, and would round otherwise.
     *
     * @param model with one output
     * @param last the name of the value that becomes the first output, of the same shape
     * @param early the name of the value whose mean is the second, of the same shape but for one token only
     */
    static byte[] cut(byte[] model, String last, String early) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length);
        for (ProtobufFields.Field field : ProtobufFields.of(model, 0, model.length)) {
            if (field.number() == GRAPH) {
                write(out, GRAPH, graphUpTo(field, last, early));
            } else {
                out.write(model, field.begin(), field.end() - field.begin());
            }
        }
        return out.toByteArray();
    }

    private static byte[] graphUpTo(ProtobufFields.Field graph, String last, String early) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(graph.end() - graph.start());
        for (ProtobufFields.Field field : graph.fields()) {
            if (field.number() == GRAPH_OUTPUT) {
                write(out, GRAPH_OUTPUT, renamed(field, last));
                write(out, GRAPH_OUTPUT, renamed(field, MEAN));
                write(out, GRAPH_NODE, meanOverTokens(early));
            } else {
                out.write(field.bytes(), field.begin(), field.end() - field.begin());
            }
        }
        return out.toByteArray();
    }

    /** NodeProto: ReduceMean over the second axis, which is kept. */
    private static byte[] meanOverTokens(String of) {
        ByteArrayOutputStream axes = new ByteArrayOutputStream();
        write(axes, 1, text("axes"));
        writeNumber(axes, 8, 1);
        writeNumber(axes, 20, INTS);
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        write(node, 1, text(of));
        write(node, 2, text(MEAN));
        write(node, 3, text("/" + MEAN));
        write(node, 4, text("ReduceMean"));
        write(node, 5, axes.toByteArray());
        return node.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] renamed(ProtobufFields.Field output, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, 1, text(name));
        for (ProtobufFields.Field described : output.fields()) {
            if (described.number() != 1) {
                out.write(described.bytes(), described.begin(), described.end() - described.begin());
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int number, byte[] value) {
        writeVarint(out, number << 3 | 2);
        writeVarint(out, value.length);
        out.writeBytes(value);
    }

    private static void writeNumber(ByteArrayOutputStream out, int number, int value) {
        writeVarint(out, number << 3);
        writeVarint(out, value);
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left >= 0x80) {
            out.write(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private void readGraph(ProtobufFields.Field graph) {
        for (ProtobufFields.Field field : graph.fields()) {
            if (field.number() == 1) {
                readNode(field);
            } else if (field.number() == 5) {
                readTensor(field);
            }
        }
    }

    private void readNode(ProtobufFields.Field node) {
        List<String> inputs = new ArrayList<>();
        String name = "";
        String operation = "";
        for (ProtobufFields.Field field : node.fields()) {
            switch (field.number()) {
                case 1 -> inputs.add(field.text());
                case 3 -> name = field.text();
                case 4 -> operation = field.text();
                default -> {}
            }
        }
        if (operation.equals("MatMulInteger")) {
            String module = name.substring(1).replaceFirst("/MatMul_quant$", "").replace('/', '.');
            matrices.put(module, inputs.get(1).replaceFirst("_quantized$", ""));
        }
    }

    private void readTensor(ProtobufFields.Field tensor) {
        List<Integer> dims = new ArrayList<>();
        String name = "";
        int offset = 0;
        int length = 0;
        int number = 0;
        for (ProtobufFields.Field field : tensor.fields()) {
            switch (field.number()) {
                case 1 -> dims.add((int) field.value());
                case 4, 9 -> {
                    offset = field.start();
                    length = field.end() - field.start();
                }
                case 5 -> number = (int) field.value();
                case 8 -> name = field.text();
                default -> {}
            }
        }
        tensors.put(name, new Tensor(List.copyOf(dims), offset, length, number));
    }

    public byte[] model() {
        return model;
    }

    /** Inputs, then outputs. */
    public List<Integer> dims(String name) {
        String stem = matrices.get(name);
        return tensor(stem == null ? name : stem + "_quantized").dims();
    }

    /** Of a layer, such as {@code encoder.layer.0.attention.self.query}; an input's row after the other. */
    public float[] matrix(String name) {
        Tensor bytes = tensor(matrices.get(name) + "_quantized");
        float[] scales = vector(matrices.get(name) + "_scale");
        float[] matrix = new float[bytes.length()];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = model[bytes.offset() + i] * scales[i % scales.length];
        }
        return matrix;
    }

    /** Rounds each output to bytes of its own scale. */
    public void setMatrix(String name, float[] matrix) {
        Tensor bytes = tensor(matrices.get(name) + "_quantized");
        float[] scales = new float[bytes.dims().get(1)];
        for (int i = 0; i < matrix.length; i++) {
            int output = i % scales.length;
            scales[output] = Math.max(scales[output], Math.abs(matrix[i]) / LARGEST);
        }
        for (int i = 0; i < matrix.length; i++) {
            float scale = scales[i % scales.length];
            model[bytes.offset() + i] = (byte) (scale == 0 ? 0 : Math.round(matrix[i] / scale));
        }
        setVector(matrices.get(name) + "_scale", scales);
    }

    public float[] vector(String name) {
        float[] vector = new float[tensor(name).length() / Float.BYTES];
        floats(name).get(vector);
        return vector;
    }

    public void setVector(String name, float[] vector) {
        floats(name).put(vector);
    }

    private FloatBuffer floats(String name) {
        Tensor tensor = tensor(name);
        return ByteBuffer.wrap(model, tensor.offset(), tensor.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    /** An embedding table, unsigned bytes with one scale. */
    public float[] table(String name) {
        Tensor bytes = tensor(name + "_quantized");
        float scale = vector(name + "_scale")[0];
        int zero = tensor(name + "_zero_point").number();
        float[] table = new float[bytes.length()];
        for (int i = 0; i < table.length; i++) {
            table[i] = ((model[bytes.offset() + i] & 0xff) - zero) * scale;
        }
        return table;
    }

    private Tensor tensor(@Nullable String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("The encoder's model file holds no " + name);
        }
        return tensor;
    }
}
