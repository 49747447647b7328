package dev.tocsin.classify.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * L2-regularised logistic regression by LIBLINEAR's trust region Newton method, which draws no random numbers: the same
 * rows give the same weights.
 */
final class LogisticRegression {

    private final double[] weights;
    private final double bias;

    private LogisticRegression(double[] weights, double bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** A row's features by index from 0; the indices ascend. */
    record Row(int[] indices, double[] values) {

        static Row dense(double[] values) {
            return new Row(IntStream.range(0, values.length).toArray(), values);
        }
    }

    /**
     * @param c how little the weights are held back
     * @param balanced true to let few positives count for as much as many negatives
     */
    static LogisticRegression learn(List<Row> rows, List<Boolean> labels, int size, double c, boolean balanced) {
        Linear.disableDebugOutput();
        Problem problem = new Problem();
        problem.l = rows.size();
        problem.n = size + 1;
        problem.bias = 1;
        problem.x = rows.stream().map(row -> features(row, size)).toArray(Feature[][]::new);
        problem.y = labels.stream().mapToDouble(label -> label ? 1 : -1).toArray();
        Parameter parameter = new Parameter(SolverType.L2R_LR, c, 0.001);
        if (balanced) {
            double positives = labels.stream().filter(label -> label).count();
            double half = rows.size() / 2.0;
            parameter.setWeights(new double[] {half / positives, half / (rows.size() - positives)}, new int[] {1, -1});
        }
        Model model = Linear.train(problem, parameter);
        double sign = model.getLabels()[0] == 1 ? 1 : -1;
        double[] learned = model.getFeatureWeights();
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = sign * learned[i];
        }
        return new LogisticRegression(weights, sign * learned[size]);
    }

    private static Feature[] features(Row row, int size) {
        Feature[] features = new Feature[row.indices().length + 1];
        for (int i = 0; i < row.indices().length; i++) {
            features[i] = new FeatureNode(row.indices()[i] + 1, row.values()[i]);
        }
        features[features.length - 1] = new FeatureNode(size + 1, 1);
        return features;
    }

    double logOdds(Row row) {
        double sum = bias;
        for (int i = 0; i < row.indices().length; i++) {
            sum += weights[row.indices()[i]] * row.values()[i];
        }
        return sum;
    }

    double[] weights() {
        return weights;
    }

    double bias() {
        return bias;
    }
}
