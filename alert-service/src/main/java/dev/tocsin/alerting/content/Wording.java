package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The document's values in words of one language, in as much detail as is asked for. */
final class Wording {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int LONGEST_CATEGORY = 40;

    private final Language language;
    private final Detail detail;
    private final PlaceNames places;

    Wording(Language language, Detail detail) {
        this.language = language;
        this.detail = detail;
        this.places = new PlaceNames(language, detail.value);
    }

    String say(Term term, Object... values) {
        return values.length == 0 ? term.in(language) : String.format(Locale.ROOT, term.in(language), values);
    }

    /** A text of the document; empty where it has none. */
    String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? CleanText.line(value.asText(), detail.value) : "";
    }

    String category(JsonNode value) {
        return switch (value.asText()) {
            case "mining_ban" -> say(Term.MINING_BAN);
            case "relocation" -> say(Term.RELOCATION);
            case "nft_launch" -> say(Term.NFT_LAUNCH);
            case "city_invitation" -> say(Term.CITY_INVITATION);
            // Of a later release: it stands in headings, which are not escaped.
            default -> CleanText.line(value.asText("").replaceAll("[^\\p{L}\\p{N}]", " "), LONGEST_CATEGORY);
        };
    }

    String status(JsonNode value) {
        return switch (value.asText()) {
            case "rumoured" -> say(Term.STATUS_RUMOURED);
            case "proposed" -> say(Term.STATUS_PROPOSED);
            case "announced" -> say(Term.STATUS_ANNOUNCED);
            case "denied" -> say(Term.STATUS_DENIED);
            case "in_force" -> say(Term.STATUS_IN_FORCE);
            case "reversed" -> say(Term.STATUS_REVERSED);
            default -> text(value);
        };
    }

    String state(JsonNode value) {
        return switch (value.asText()) {
            case "standing" -> say(Term.STATE_STANDING);
            case "merged" -> say(Term.STATE_MERGED);
            case "retracted" -> say(Term.STATE_RETRACTED);
            default -> text(value);
        };
    }

    String confidence(JsonNode value) {
        if (!value.isNumber()) {
            return "";
        }
        double share = Math.max(0, Math.min(1, value.asDouble()));
        Term term = share >= 0.95 ? Term.VERY_HIGH : share >= 0.85 ? Term.HIGH : share >= 0.7 ? Term.FAIR : Term.LOW;
        return say(term, (int) Math.floor(share * 100 + 1e-9));
    }

    /** A day, a month or a year as the document has it. */
    String date(JsonNode value) {
        String date = value.path("date").asText("");
        boolean english = language == Language.EN;
        try {
            return switch (date.length()) {
                case 4 -> Year.parse(date) + (english ? "" : "年");
                case 7 -> YearMonth.parse(date).format(pattern(english ? "LLLL uuuu" : "uuuu年M月"));
                case 10 -> LocalDate.parse(date).format(pattern(english ? "d MMMM uuuu" : "uuuu年M月d日"));
                default -> CleanText.line(date, detail.value);
            };
        } catch (DateTimeException notADate) {
            return CleanText.line(date, detail.value);
        }
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /** An instant as the document has it. */
    String minute(JsonNode value) {
        return instant(value, MINUTE);
    }

    String day(JsonNode value) {
        return instant(value, DAY);
    }

    private String instant(JsonNode value, DateTimeFormatter format) {
        try {
            return value.isTextual() ? format.format(Instant.parse(value.asText())) : text(value);
        } catch (DateTimeException notAnInstant) {
            return text(value);
        }
    }

    String place(JsonNode value) {
        return places.of(value);
    }

    String jurisdictions(JsonNode codes) {
        return list(PlaceNames.withoutCovered(codes), code -> places.ofCode(code.asText("")));
    }

    String actors(JsonNode actors) {
        return list(actors, actor -> text(actor.path("name")));
    }

    String quantities(JsonNode quantities) {
        return list(quantities, quantity -> {
            String number = number(quantity.path("value"));
            String unit = text(quantity.path("unit"));
            String of = text(quantity.path("of"));
            return of.isEmpty() ? say(Term.QUANTITY, number, unit) : say(Term.QUANTITY_OF, number, unit, of);
        });
    }

    private String number(JsonNode value) {
        if (!value.isNumber()) {
            return text(value);
        }
        BigDecimal number = value.decimalValue();
        boolean usual = Math.abs(number.scale()) < 20 && number.precision() < 30;
        return usual ? number.stripTrailingZeros().toPlainString() : text(value);
    }

    /** The first ones that there are words for, and an ellipsis when others follow. */
    private String list(JsonNode items, Function<JsonNode, String> words) {
        List<String> shown = new ArrayList<>();
        for (JsonNode item : items) {
            String text = words.apply(item);
            if (!text.isEmpty() && shown.size() == detail.items) {
                return String.join(say(Term.COMMA), shown) + " …";
            }
            if (!text.isEmpty()) {
                shown.add(text);
            }
        }
        return String.join(say(Term.COMMA), shown);
    }
}
