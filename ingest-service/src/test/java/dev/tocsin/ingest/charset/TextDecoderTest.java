package dev.tocsin.ingest.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ingest.warning.ParseWarning;
import dev.tocsin.ingest.warning.Warnings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed about a document's charset, and when not. */
class TextDecoderTest {
    private static final String SIMPLIFIED = "四川省发展改革委要求加密货币挖矿项目在六月二十日前全部关停，并上报清理情况。";
    private static final String TRADITIONAL = "香港證券及期貨事務監察委員會公布虛擬資產交易平台的發牌制度，並邀請業界提出意見。";
    private static final String RUSSIAN =
            "Минэнерго предлагает ограничить майнинг криптовалют в дефицитных регионах Сибири";
    private static final String GREEK = "Η κυβέρνηση ανακοίνωσε νέα μέτρα για τα κρυπτονομίσματα στην Αθήνα";
    private static final String JAPANESE = "金融庁は暗号資産の規制を見直すと発表した。マイニング事業者は北海道へ移転する。";
    private static final String KOREAN = "정부는 가상자산 채굴 업체에 대한 전기 요금을 인상한다고 발표했다";
    private static final String FRENCH =
            "Le ministère a décrété l’arrêt des fermes de minage à côté de la forêt ; où iront-elles ?";

    private final Warnings warnings = new Warnings();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "windows-1252",
                "ISO-8859-1", "ISO-8859-15", "windows-1250", "ISO-8859-2", "IBM437", "IBM850", "x-MacRoman", "IBM037",
                "IBM500", "IBM1047"
            })
    void latinTextIsReadInTheCharsetThatItDeclares(String charset) {
        assertThat(decoded("<é>ü</é>", charset, charset, null)).contains("<é>ü</é>");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, ru", "KOI8-R, ru", "ISO-8859-5, ru", "IBM866, ru", "x-MacCyrillic, ru", "windows-1253, el",
        "ISO-8859-7, el", "Shift_JIS, ja", "EUC-JP, ja", "ISO-2022-JP, ja", "EUC-KR, ko", "ISO-2022-KR, ko",
        "gb2312, zh", "gbk, zh", "GB18030, zh", "big5, zh-Hant", "Big5-HKSCS, zh-Hant", "UTF-8, ja"
    })
    void textIsReadInTheCharsetThatItDeclares(String charset, String language) {
        assertThat(decoded(text(language), charset, charset, null)).contains(text(language));
        assertThat(warnings.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, ru",
        "KOI8-R, ru",
        "ISO-8859-7, el",
        "Shift_JIS, ja",
        "EUC-JP, ja",
        "EUC-KR, ko",
        "GB18030, zh",
        "Big5, zh-Hant",
        "windows-1252, fr"
    })
    void textOfWhichNobodySaysTheCharsetIsReadByItsLooks(String charset, String language) {
        assertThat(decoded(text(language), charset, null, null)).contains(text(language));
        assertThat(warnings.all()).extracting(ParseWarning::code).containsExactly("charset-guessed");
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, zh, iso-8859-1",
        "GB18030, zh, utf-8",
        "GB18030, zh, big5",
        "GB18030, zh, windows-1251",
        "Big5, zh-Hant, gb2312",
        "Big5, zh-Hant, utf-8",
        "Big5, zh-Hant, iso-8859-1",
        "UTF-8, zh, gbk",
        "UTF-8, zh, big5",
        "UTF-8, zh-Hant, iso-8859-1",
        "UTF-8, fr, iso-8859-1",
        "UTF-8, ru, windows-1251",
        "windows-1252, fr, utf-8",
        "windows-1252, fr, us-ascii",
        "windows-1251, ru, utf-8",
        "windows-1251, ru, iso-8859-1",
        "Shift_JIS, ja, utf-8",
        "EUC-KR, ko, utf-8"
    })
    void mislabelledTextIsReadAsWhatItIs(String real, String language, String label) {
        assertThat(decoded(text(language), real, label, null)).contains(text(language));
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, zh, utf-8, text/xml; charset=gb2312",
        "UTF-8, zh, utf-8, text/xml; charset=gbk",
        "KOI8-R, ru, windows-1251, application/xml; charset='koi8-r'",
        "windows-1251, ru, koi8-r, application/rss+xml;Charset=\"windows-1251\"",
        "UTF-8, zh, , text/xml; charset=nonsense",
        "UTF-8, zh, , text/xml"
    })
    void httpOutranksTheDeclaration(String real, String language, @Nullable String declared, String contentType) {
        assertThat(decoded(text(language), real, declared, contentType)).contains(text(language));
    }

    @Test
    void byteOrderMarkOutranksAll() {
        byte[] document =
                ("\uFEFF<?xml version='1.0' encoding='gb2312'?>" + SIMPLIFIED).getBytes(StandardCharsets.UTF_8);

        assertThat(TextDecoder.decode(document, "text/xml; charset=iso-8859-1", warnings))
                .endsWith(SIMPLIFIED)
                .startsWith("<?xml");
    }

    @Test
    void metaElementIsBelievedWhereNobodyElseSpeaks() {
        byte[] document = ("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">"
                        + RUSSIAN)
                .getBytes(Charset.forName("KOI8-R"));

        assertThat(TextDecoder.decode(document, "text/html", warnings)).endsWith(RUSSIAN);
        assertThat(warnings.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "zh-Hant", "ru", "fr"})
    void brokenCharacterDoesNotTurnTheRestIntoNonsense(String language) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        document.writeBytes(
                ("<?xml version='1.0' encoding='utf-8'?>" + text(language)).getBytes(StandardCharsets.UTF_8));
        document.writeBytes(new byte[] {(byte) 0xE5, (byte) 0x9B}); // a character that was cut
        document.writeBytes(("…</p>" + text(language)).getBytes(StandardCharsets.UTF_8));

        String decoded = TextDecoder.decode(document.toByteArray(), null, warnings);

        assertThat(decoded).contains(text(language) + "\uFFFD…</p>" + text(language));
        assertThat(warnings.all()).extracting(ParseWarning::code).containsExactly("bytes-replaced");
    }

    @Test
    void singleCharacterIsReadAsDeclaredThoughItCouldBeUtf8() {
        assertThat(decoded("Сб", "windows-1251", "windows-1251", null)).contains("Сб");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "ucs-2", "utf-7", "x-no-such"})
    void asciiIsReadWhateverItSaysItIs(String label) {
        String document = "<?xml version='1.0' encoding='" + label + "'?><rss/>";

        assertThat(TextDecoder.decode(document.getBytes(StandardCharsets.US_ASCII), null, warnings))
                .isEqualTo(document);
    }

    @Test
    void unknownCharsetIsWarnedOf() {
        decoded("x", "UTF-8", "x-no-such", null);

        assertThat(warnings.all())
                .containsExactly(
                        new ParseWarning("charset-unknown", "The document names an unknown charset, x-no-such."));
    }

    private String decoded(String text, String real, @Nullable String declared, @Nullable String contentType) {
        String document =
                (declared == null ? "" : "<?xml version='1.0' encoding='" + declared + "'?>") + "<rss>" + text;
        return TextDecoder.decode(document.getBytes(Charset.forName(real)), contentType, warnings);
    }

    private static String text(String language) {
        return switch (language) {
            case "zh" -> SIMPLIFIED;
            case "zh-Hant" -> TRADITIONAL;
            case "ru" -> RUSSIAN;
            case "el" -> GREEK;
            case "ja" -> JAPANESE;
            case "ko" -> KOREAN;
            default -> FRENCH;
        };
    }
}
