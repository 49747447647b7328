package dev.tocsin.classify.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleRecordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json | no article.ingested.v1 JSON",
                "null | JSON null",
                "[] | no article.ingested.v1 JSON",
                "{} | articleId is missing",
                "{\"articleId\": \"42\"} | articleId is missing or malformed",
                "{\"articleId\": \"art_3p8v6x0c5t9w2y7k4m1n8r5q6d\"} | title is missing",
                "{\"articleId\": \"art_3p8v6x0c5t9w2y7k4m1n8r5q6d\", \"title\": \"t\"} | text is missing",
                "{\"articleId\": \"art_3p8v6x0c5t9w2y7k4m1n8r5q6d\", \"title\": \" \", \"text\": \"\"} | title is empty",
                "{\"articleId\": \"art_3p8v6x0c5t9w2y7k4m1n8r5q6d\", \"title\": \"t\", \"text\": \"\", \"revision\": 0} | counts from 1",
                "{\"articleId\": \"art_3p8v6x0c5t9w2y7k4m1n8r5q6d\", \"title\": \"t\", \"text\": \"x\", \"textSha256\": \"00\"} | textSha256"
            })
    void aValueThatCannotBeReadSaysWhy(String value, String reason) {
        ArticleRecord record = ArticleRecord.read(value.getBytes(StandardCharsets.UTF_8));

        assertThat(record).isInstanceOf(ArticleRecord.Unreadable.class);
        assertThat(((ArticleRecord.Unreadable) record).reason()).contains(reason);
    }

    @Test
    void whatALaterVersionOfTheProducerAddsIsIgnored() {
        ArticleRecord record = ArticleRecord.read("""
                {"articleId": "art_3p8v6x0c5t9w2y7k4m1n8r5q6d", "revision": 1, "title": "t", "text": "x", "url": "https://a.example/",
                 "ingestedAt": "2021-06-25T08:00:01.500Z", "mood": "calm", "trail": [{"by": "nobody"}]}""".getBytes(StandardCharsets.UTF_8));

        assertThat(record).isInstanceOf(ArticleRecord.Readable.class);
    }
}
