package dev.tocsin.classify.article;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a record of {@code article.ingested.v1} turns out to be: an article, or a value that nobody can read. */
public sealed interface ArticleRecord {

    record Readable(Article article) implements ArticleRecord {}

    /** @param reason for the operator who looks into the dead letters; holds none of the value */
    record Unreadable(String reason) implements ArticleRecord {}

    ObjectReader READER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build().readerFor(ArticleIngested.class);

    static ArticleRecord read(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return new Unreadable("the value is empty");
        }
        ArticleIngested ingested;
        try {
            ingested = READER.readValue(value);
        } catch (IOException e) {
            return new Unreadable(
                    "the value is no article.ingested.v1 JSON: " + e.getClass().getSimpleName());
        }
        return ingested == null ? new Unreadable("the value is JSON null") : admit(ingested);
    }

    private static ArticleRecord admit(ArticleIngested ingested) {
        String id = ingested.articleId();
        String title = ingested.title();
        String text = ingested.text();
        if (id == null || !ArticleIds.isArticleId(id)) {
            return new Unreadable("articleId is missing or malformed");
        }
        if (title == null || text == null) {
            return new Unreadable(title == null ? "title is missing" : "text is missing");
        }
        String sha256 = ArticleIds.sha256Hex(text);
        if (ingested.textSha256() != null && !ingested.textSha256().equals(sha256)) {
            return new Unreadable("textSha256 is not that of text: evidence offsets would count in another text");
        }
        try {
            return new Readable(new Article(
                    id,
                    ingested.revision() == null ? 1 : ingested.revision(),
                    sha256,
                    title,
                    ingested.url(),
                    ingested.outlet(),
                    Language.of(title + "\n" + text),
                    ingested.publishedAt(),
                    text));
        } catch (IllegalArgumentException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
