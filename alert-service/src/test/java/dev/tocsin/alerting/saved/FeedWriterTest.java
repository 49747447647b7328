package dev.tocsin.alerting.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.alerting.alert.Alert;
import dev.tocsin.alerting.alert.Alert.State;
import dev.tocsin.alerting.content.Language;
import dev.tocsin.alerting.report.Reports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FeedWriterTest {
    private static final String NASTY =
            "=+-@\t\r\n\u0000\u0001\u000b\u001b\u0085\u2028\u202e\ufeff\ufffe<>&\"';,\\:]]>-- é禁令𠮷👩‍💻ab ";

    @RepeatedTest(100)
    void whateverAStrangerWritesEveryFormatCanBeRead(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        int[] characters = NASTY.codePoints().toArray();
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(200); i >= 0; i--) {
            text.appendCodePoint(
                    random.nextInt(8) == 0 ? random.nextInt(0xD800) : characters[random.nextInt(characters.length)]);
        }
        FeedEntry entry = Entries.of(Language.ZH, Entries.saying(text.toString(), Reports.date("2021-06-18")));
        Feed feed = Entries.feed(text.toString(), Language.ZH, entry, entry);

        Document atom = atom(feed);
        assertThat(atom.getElementsByTagName("entry").getLength()).isEqualTo(2);
        assertThat(text(atom.getDocumentElement(), "entry", "title"))
                .isEqualTo(entry.told().heading());
        assertThat(text(atom.getDocumentElement(), "entry", "content"))
                .isEqualTo(entry.told().text());

        JsonNode json = new ObjectMapper().readTree(feed.write(FeedFormat.JSON.writer(), 1_000_000));
        assertThat(json.path("title").asText()).isEqualTo(text.toString());
        assertThat(json.path("items")).hasSize(2);
        assertThat(json.path("items").path(1).path("content_text").asText())
                .isEqualTo(entry.told().text());

        String calendar = written(feed, FeedFormat.ICS);
        assertThat(calendar).matches("(?:[^\\p{Cc}]*\r\n)+");
        for (String line : calendar.split("\r\n")) {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75);
        }
        String[] unfolded = calendar.replace("\r\n ", "").split("\r\n");
        assertThat(unfolded).allMatch(line -> line.matches("(?s)[A-Z-]+(;VALUE=[A-Z]+)?:.*"));
        assertThat(Arrays.stream(unfolded).filter("BEGIN:VEVENT"::equals)).hasSize(2);
        assertThat(unfolded)
                .contains("SUMMARY:" + CalendarWriter.text(entry.told().heading()));

        String[] rows = written(feed, FeedFormat.CSV).split("\r\n");
        assertThat(rows).hasSize(3).allMatch(row -> fields(row) == 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1"})
    void noValueIsAFormulaToASpreadsheet(String text) {
        assertThat(CsvWriter.value(text)).startsWith("'");
    }

    @Test
    void valueWithACommaOrAQuoteStandsInQuotes() {
        assertThat(CsvWriter.value("a,b")).isEqualTo("\"a,b\"");
        assertThat(CsvWriter.value("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(CsvWriter.value("a b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-06-18,20210618,20210619",
        "2021-06,20210601,20210701",
        "2021,20210101,20220101",
        "2024-02-29,20240229,20240301"
    })
    void eventLastsAsLongAsItsDateIsVague(String date, String first, String after) {
        FeedEntry entry = Entries.of(Language.EN, Entries.saying("Ban", Reports.date(date)));

        assertThat(written(Entries.feed("f", Language.EN, entry), FeedFormat.ICS))
                .contains("DTSTART;VALUE=DATE:" + first + "\r\n")
                .contains("DTEND;VALUE=DATE:" + after + "\r\n")
                .contains("SEQUENCE:2\r\n")
                .contains("UID:" + entry.alert().id() + "@tocsin\r\n")
                .contains("STATUS:CONFIRMED\r\n");
    }

    @Test
    void alertWithoutAnEffectiveDateIsInNoCalendar() {
        FeedEntry entry = Entries.of(Language.EN, Entries.saying("Ban", null));

        assertThat(written(Entries.feed("f", Language.EN, entry), FeedFormat.ICS))
                .doesNotContain("VEVENT");
    }

    @Test
    void retractedAlertSaysSoInEveryFormat() throws Exception {
        Alert retracted = Entries.saying("Ban", Reports.date("2021-06-18"))
                .in(State.RETRACTED, "every report of it was withdrawn", null);
        Feed feed = Entries.feed("f", Language.EN, Entries.of(Language.EN, retracted));

        assertThat(text(atom(feed).getDocumentElement(), "entry", "title")).isEqualTo("[retracted] Mining ban · Ban");
        assertThat(text(atom(feed).getDocumentElement(), "entry", "summary")).contains("no longer stands");
        assertThat(written(feed, FeedFormat.JSON)).contains("[retracted] Mining ban · Ban");
        assertThat(written(feed, FeedFormat.CSV)).contains(",retracted,");
        assertThat(written(feed, FeedFormat.ICS)).contains("STATUS:CANCELLED\r\n");
    }

    @Test
    void wordsAreInTheLanguageThatWasAskedFor() throws Exception {
        Feed feed = Entries.feed("f", Language.ZH, Entries.of(Language.ZH, Entries.saying("Ban", null)));

        assertThat(text(atom(feed).getDocumentElement(), "entry", "title")).isEqualTo("挖矿禁令 · Ban");
        assertThat(atom(feed).getDocumentElement().getAttribute("xml:lang")).isEqualTo("zh");
    }

    @ParameterizedTest
    @EnumSource
    void documentEndsWhereItsSizeDoes(FeedFormat format) throws Exception {
        FeedEntry entry = Entries.of(Language.EN, Entries.saying("long ".repeat(50), Reports.date("2021")));
        FeedEntry[] many = new FeedEntry[100];
        Arrays.fill(many, entry);
        Feed feed = Entries.feed("f", Language.EN, many);

        byte[] written = feed.write(format.writer(), 20_000);
        assertThat(written).hasSizeBetween(15_000, 20_000);
        if (format == FeedFormat.ATOM) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(written));
        } else if (format == FeedFormat.JSON) {
            new ObjectMapper().readTree(written);
        }
    }

    private static String written(Feed feed, FeedFormat format) {
        return new String(feed.write(format.writer(), 1_000_000), StandardCharsets.UTF_8);
    }

    private static Document atom(Feed feed) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.write(FeedFormat.ATOM.writer(), 1_000_000)));
    }

    private static String text(Element root, String parent, String child) {
        Element first = (Element) root.getElementsByTagName(parent).item(0);
        return first.getElementsByTagName(child).item(0).getTextContent();
    }

    private static int fields(String row) {
        int fields = 1;
        boolean quoted = false;
        for (char c : row.toCharArray()) {
            quoted ^= c == '"';
            fields += c == ',' && !quoted ? 1 : 0;
        }
        return fields;
    }
}
