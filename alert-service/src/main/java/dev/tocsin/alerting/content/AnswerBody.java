package dev.tocsin.alerting.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tocsin.alerting.content.Answer.Accepted;
import dev.tocsin.alerting.content.Answer.Rejected;
import dev.tocsin.alerting.content.Answer.Throttled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a service says in the body of its answer, of which only the beginning may be known. */
final class AnswerBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration LONGEST_PAUSE = Duration.ofHours(10);
    private static final int LONGEST_WORDS = 200;
    private static final int LONGEST_READ = 16_384;

    /** Too many requests, by robot, by application, and by the platform as a whole. */
    private static final Set<String> FEISHU_THROTTLES = Set.of("9499", "11232", "99991400");
    /** Too fast, muted for a while for being too fast, refused to protect the group, busy. */
    private static final Set<String> DINGTALK_THROTTLES = Set.of("130101", "130102", "660026", "410100", "-1");
    /** Too many per minute, too many at once, busy. */
    private static final Set<String> WECOM_THROTTLES = Set.of("45009", "45033", "-1");

    private static final String TEAMS_FAILED = "Webhook message delivery failed";
    private static final Pattern HTTP_ERROR = Pattern.compile("HTTP error (\\d{3})");

    private final int status;
    private final String text;
    private final Map<String, String> fields;

    private AnswerBody(int status, byte[] body) {
        this.status = status;
        this.text = new String(body, 0, Math.min(body.length, LONGEST_READ), StandardCharsets.UTF_8).strip();
        this.fields = fields(text);
    }

    static Answer judge(Content content, int status, byte[] body) {
        AnswerBody answer = new AnswerBody(status, body);
        if (status == 429) {
            return new Throttled(answer.words("", answer.said()), answer.pause());
        }
        if (status < 200 || status > 299) {
            return new Rejected(answer.words("", answer.said()));
        }
        return switch (content) {
            case ENVELOPE, CLOUDEVENTS, DISCORD -> new Accepted();
            case SLACK -> answer.slack();
            case TEAMS -> answer.teams();
            case TELEGRAM -> answer.telegram();
            case FEISHU -> answer.byCode(answer.fields.containsKey("code") ? "code" : "StatusCode", FEISHU_THROTTLES);
            case DINGTALK -> answer.byCode("errcode", DINGTALK_THROTTLES);
            case WECOM -> answer.byCode("errcode", WECOM_THROTTLES);
        };
    }

    /** Incoming webhooks say ok; workflows, and chats that speak Slack's language, say it in JSON. */
    private Answer slack() {
        boolean taken = text.equals("ok") || isTrue("ok") || isTrue("success");
        return taken ? new Accepted() : new Rejected(words("did not say ok", said()));
    }

    /** Connectors answer 200 whatever became of the message, and quote Teams' own answer; workflows answer 202. */
    private Answer teams() {
        Matcher error = HTTP_ERROR.matcher(text);
        boolean failed = error.find();
        if (!failed && !text.startsWith(TEAMS_FAILED)) {
            return new Accepted();
        }
        boolean throttled = failed && error.group(1).equals("429");
        String words = words("", text);
        return throttled ? new Throttled(words, Duration.ZERO) : new Rejected(words);
    }

    private Answer telegram() {
        if (isTrue("ok")) {
            return new Accepted();
        }
        String words = words("did not say ok", said());
        return "429".equals(fields.get("error_code")) ? new Throttled(words, pause()) : new Rejected(words);
    }

    private Answer byCode(String field, Set<String> throttles) {
        String code = fields.get(field);
        if (code == null) {
            return new Rejected(words("did not say " + field + " 0", said()));
        }
        if (code.equals("0")) {
            return new Accepted();
        }
        String words = words(field + " " + code, said());
        return throttles.contains(code) ? new Throttled(words, Duration.ZERO) : new Rejected(words);
    }

    private boolean isTrue(String field) {
        return "true".equals(fields.get(field));
    }

    private Duration pause() {
        String seconds = fields.getOrDefault("parameters.retry_after", fields.getOrDefault("retry_after", ""));
        if (!seconds.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofMillis((long) Math.ceil(Double.parseDouble(seconds) * 1_000));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The service's own words, where it has any. */
    private String said() {
        for (String field : new String[] {"errmsg", "msg", "StatusMessage", "description", "message", "error"}) {
            String words = fields.get(field);
            if (words != null && !words.isBlank()) {
                return words;
            }
        }
        return fields.isEmpty() ? text : "";
    }

    private String words(String what, String said) {
        String clean = CleanText.line(said, LONGEST_WORDS);
        String answered = "answered " + status + (what.isEmpty() ? "" : ": " + what);
        return clean.isEmpty() ? answered : answered + ": " + clean;
    }

    /** Values of the object and of the objects in it, as far as the text goes. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read(parser, fields);
            }
        } catch (IOException notOrNoLongerJson) {
            return fields;
        }
        return fields;
    }

    private static void read(JsonParser parser, Map<String, String> fields) throws IOException {
        int depth = 1;
        @Nullable String outer = null;
        for (JsonToken token = parser.nextToken(); token != null && depth > 0; token = parser.nextToken()) {
            if (token.isStructStart()) {
                outer = depth == 1 ? parser.currentName() : outer;
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isScalarValue() && depth <= 2) {
                String name = parser.currentName();
                if (name != null) {
                    fields.putIfAbsent(depth == 1 ? name : outer + "." + name, parser.getText());
                }
            }
        }
    }
}
