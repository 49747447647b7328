package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Statement;
import dev.tocsin.classify.category.Tally;
import dev.tocsin.classify.encoder.Encoders;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.voice.PooledClassifier;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {

    private static final List<String> SICHUAN = List.of(
            "Sichuan orders 26 bitcoin mines to shut",
            "The province's energy bureau told power companies on Friday to cut off 26 bitcoin mining projects by Sunday.");

    private static final List<String> SICHUAN_AGAIN = List.of(
            "Sichuan shuts down 26 crypto mining projects",
            "Power companies were told by Sichuan's energy bureau to stop supplying 26 bitcoin mines by Sunday.");

    private static final List<String> QUEBEC = List.of(
            "Quebec regulator halts new crypto mining hookups",
            "Hydro-Québec will take no more requests for electricity from cryptocurrency miners, the regulator decided.");

    private static final List<String> SICHUAN_IN_CHINESE =
            List.of("四川要求26个比特币矿场关停", "四川省能源局周五要求电力公司在周日之前对26个比特币挖矿项目断电。");

    private static final List<String> SICHUAN_IN_CHINESE_AGAIN =
            List.of("四川关停26个虚拟货币挖矿项目", "四川省能源局发文，要求在川电力企业在周日前停止向26个虚拟货币挖矿项目供电。");

    private static final List<String> QINGHAI_IN_CHINESE = List.of("青海全面整治虚拟货币挖矿", "青海省工业和信息化厅9日发布通知，禁止新建虚拟货币挖矿项目。");

    /** A finder whose encoders remember nothing says what one says that has read all the other tests' articles. */
    @Test
    void theSameArticleGivesTheSameBytesWhateverWasReadBefore() {
        EventFinder forgetful = new EventFinder(
                PooledClassifier.load(Encoders.bareEnglish(), Encoders.bareChinese(), Tally.NONE), new Gazetteer());

        for (List<String> text : List.of(QUEBEC, SICHUAN_IN_CHINESE, SICHUAN, QINGHAI_IN_CHINESE)) {
            EventReport alone = forgetful
                    .find(Articles.article(text.get(0), text.get(1), Articles.PUBLISHED), Articles.NOW)
                    .get(0);

            assertThat(alone.statement()).isNotNull().isEqualTo(statement(text));
        }
    }

    @Test
    void whatSaysTheSameIsNearerThanWhatSaysSomethingElseOfTheSameKind() {
        assertThat(cosine(SICHUAN, SICHUAN_AGAIN)).isGreaterThan(cosine(SICHUAN, QUEBEC) + 0.05);
        assertThat(cosine(SICHUAN_IN_CHINESE, SICHUAN_IN_CHINESE_AGAIN))
                .isGreaterThan(cosine(SICHUAN_IN_CHINESE, QINGHAI_IN_CHINESE) + 0.02);
    }

    @Test
    void aStatementSaysByWhichEncoderAndWhatItHasLearned() {
        assertThat(statement(SICHUAN).encoder()).matches("e5-small-v2-q/3\\+[0-9a-f]{8}");
        assertThat(statement(SICHUAN_IN_CHINESE).encoder()).matches("bge-small-zh-v1.5-q/3\\+[0-9a-f]{8}");
    }

    @ParameterizedTest
    @CsvSource({"false, 384", "true, 512"})
    void aVectorIsOfLength127(boolean chinese, int numbers) {
        byte[] vector = vector(chinese ? SICHUAN_IN_CHINESE : SICHUAN);

        assertThat(vector).hasSize(numbers);
        assertThat(Math.sqrt(product(vector, vector))).isBetween(125.0, 129.0);
    }

    private static Statement statement(List<String> text) {
        List<EventReport> reports = Articles.reports(text.get(0), text.get(1));
        assertThat(reports).as(text.get(0)).hasSize(1);
        return Objects.requireNonNull(reports.get(0).statement());
    }

    private static byte[] vector(List<String> text) {
        return Base64.getDecoder().decode(statement(text).vector());
    }

    private static double cosine(List<String> one, List<String> other) {
        byte[] a = vector(one);
        byte[] b = vector(other);
        double cosine = product(a, b) / Math.sqrt(product(a, a) * product(b, b));
        return cosine;
    }

    private static double product(byte[] a, byte[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product;
    }
}
