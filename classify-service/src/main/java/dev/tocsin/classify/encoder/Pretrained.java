package dev.tocsin.classify.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

/**
 * The two encoders that the jars bring, before they have learned anything of our trade; what each was trained to read
 * stands here and nowhere else.
 */
public enum Pretrained {

    /**
     * Wang et al. 2022, "Text Embeddings by Weakly-Supervised Contrastive Pre-training": small, version 2. Of its twelve
     * layers the first eight: what the rest adds is not worth half as much time again.
     */
    ENGLISH("en", "e5-small-v2-q", "query: ", Pooling.MEAN, 8, 12, "/encoder/layer.7/output/LayerNorm/Add_1_output_0"),

    /** Xiao et al. 2023, "C-Pack": BGE small for Chinese, version 1.5. */
    CHINESE("zh", "bge-small-zh-v1.5-q", "", Pooling.FIRST, 4, 8, "last_hidden_state");

    /** Which token's state stands for the sentence. */
    public enum Pooling {
        FIRST,
        MEAN
    }

    /** Of 1,900 real sentences, one in a hundred is longer. */
    private static final int MAX_TOKENS = 112;

    /**
     * How many layers make the gist. Of the corpus' pairs of one category, a hundredth of those of different stories are as
     * near as 85 % of the English and 73 % of the Chinese pairs of one story are; by the last layer, only 39 % and 50 %.
     */
    private static final int GIST_LAYERS = 3;

    private static final String GIST_STATES =
            "/encoder/layer.%d/output/LayerNorm/Add_1_output_0".formatted(GIST_LAYERS - 1);

    private final String language;
    private final String file;
    private final String prefix;
    private final Pooling pooling;
    private final int layers;
    private final int attentionHeads;
    private final String states;

    /** @param states the name that the file has for what comes out of the last of the layers */
    Pretrained(
            String language,
            String file,
            String prefix,
            Pooling pooling,
            int layers,
            int attentionHeads,
            String states) {
        this.language = language;
        this.file = file;
        this.prefix = prefix;
        this.pooling = pooling;
        this.layers = layers;
        this.attentionHeads = attentionHeads;
        this.states = states;
    }

    /** The base name of its files at the root of its jar. */
    String file() {
        return file;
    }

    /** @param language {@code en} or {@code zh} */
    public static Pretrained of(String language) {
        return Stream.of(values())
                .filter(one -> one.language.equals(language))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no encoder for " + language));
    }

    /** As the model's files are named by it. */
    public String language() {
        return language;
    }

    public Pooling pooling() {
        return pooling;
    }

    /** Names what a gist is computed with, but for what was learned on top. */
    String gistName() {
        return file + "/" + GIST_LAYERS;
    }

    /** How many of its layers are used. */
    public int layers() {
        return layers;
    }

    public int attentionHeads() {
        return attentionHeads;
    }

    /** The base name of what was learned on top of it. */
    public String adapterFile() {
        return "model/" + language + ".adapter";
    }

    public OnnxWeights weights() {
        try (InputStream in = open(file + ".onnx")) {
            return new OnnxWeights(OnnxWeights.cut(in.readAllBytes(), states, GIST_STATES));
        } catch (IOException e) {
            throw notLoaded(e);
        }
    }

    public Tokens tokens() {
        try (InputStream in = open(file + "-tokenizer.json")) {
            WordPiece pieces = WordPiece.read(in, MAX_TOKENS);
            return text -> pieces.tokens(prefix + text);
        } catch (IOException e) {
            throw notLoaded(e);
        }
    }

    /** Cuts a text into what an encoder reads. */
    public interface Tokens {
        long[] of(String text);
    }

    private IllegalStateException notLoaded(IOException e) {
        return new IllegalStateException(
                "The encoder %s cannot be loaded: %s. Build the service again: its jar comes from Maven Central."
                        .formatted(file, e.getMessage()),
                e);
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Pretrained.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return in;
    }
}
