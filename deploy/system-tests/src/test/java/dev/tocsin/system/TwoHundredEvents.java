package dev.tocsin.system;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Two hundred articles, each with one event that no other tells: American states invite miners, the same states order
 * farms to close, Chinese provinces do too, and one company moves machines to many countries, in English and Chinese.
 * They are plain on purpose: they count what is lost and what is doubled, not how well news is understood.
 */
final class TwoHundredEvents {
    private static final String[] STATES = {
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "California",
        "Colorado",
        "Connecticut",
        "Delaware",
        "Florida",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Indiana",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "North Carolina",
        "North Dakota",
        "Ohio",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Texas",
        "Utah",
        "Vermont",
        "Virginia",
        "West Virginia",
        "Wisconsin",
        "Wyoming"
    };
    private static final String[] PROVINCES = {
        "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省", "海南省",
        "四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省"
    };
    private static final String[] COUNTRIES = {
        "AR", "AU", "AT", "BE", "BR", "BG", "CA", "CL", "CO", "HR", "CZ", "DK", "EE", "ET", "FI", "FR", "DE", "GR",
                "HU",
        "IS", "IN", "ID", "IE", "IL", "IT", "JP", "KZ", "KE", "KG", "LA", "LV", "LT", "MY", "MX", "MN", "NL", "NZ",
                "NG",
        "NO", "OM", "PK", "PY", "PE", "PH", "PL", "PT", "RO", "RU", "SA", "RS", "SG", "ZA", "KR", "ES", "SE", "CH",
                "TH",
        "TR", "UA", "AE", "GB", "UY", "UZ", "VN"
    };
    /** On which all of it happens. */
    static final LocalDate DAY = LocalDate.of(2021, 6, 21);

    private final List<String> items = new ArrayList<>();
    private final List<Story> stories = new ArrayList<>();

    /** An article, and the event that it tells. */
    record Story(String title, String text) {}

    TwoHundredEvents() {
        for (String state : STATES) {
            add(
                    state + " governor invites bitcoin miners",
                    "The governor of " + state + " on Monday invited bitcoin miners to set up in the state.");
            add(
                    state + " orders crypto mining farms to shut down",
                    "The state of " + state + " has ordered all bitcoin mining farms there to shut down.");
        }
        for (String province : PROVINCES) {
            add(province + "全面关停虚拟货币挖矿项目", province + "发展改革委6月21日下发通知，要求全面关停省内虚拟货币挖矿项目。");
        }
        for (int i = 0; items.size() < 200; i++) {
            Locale country = new Locale("", COUNTRIES[i % COUNTRIES.length]);
            String maker = i < COUNTRIES.length ? "Canaan" : "Bitmain";
            add(
                    maker + " moves mining machines to " + country.getDisplayCountry(Locale.ENGLISH),
                    maker + " said on Monday that it is moving mining machines from China to "
                            + country.getDisplayCountry(Locale.ENGLISH) + ".");
        }
    }

    /** Of American states, which happened when they were published and not on a date that they name. */
    List<Story> ofStates() {
        return List.copyOf(stories.subList(0, 2 * STATES.length));
    }

    /** As elements of an RSS feed. */
    List<String> items() {
        return List.copyOf(items);
    }

    private void add(String title, String text) {
        stories.add(new Story(title, text));
        String published = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                DAY.atTime(LocalTime.NOON).atOffset(ZoneOffset.UTC));
        items.add("<item><title>%s</title><link>https://ledger.example/%d</link><pubDate>%s</pubDate>"
                        .formatted(title, items.size(), published)
                + "<description>" + text + "</description></item>");
    }
}
