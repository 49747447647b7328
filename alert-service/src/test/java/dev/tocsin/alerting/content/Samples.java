package dev.tocsin.alerting.content;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Messages as other parts of the service make them, by name. */
final class Samples {
    static final Instant THEN = Instant.parse("2021-06-25T08:00:02.123Z");

    record Sample(String type, String data) {}

    private static final String RELOCATION = """
            "id":"alr_01f900000000000000000000aa","version":%d,"state":"standing",%s"category":"relocation",
            "status":"announced","confidence":0.97,"title":"Nova Rigs moves its machines to Kazakhstan",
            "actors":[{"name":"Nova Rigs","kind":"company","id":"nova-rigs"},{"name":"诺瓦电力","kind":"company","id":null}],
            "jurisdictions":["CN","KZ"],"place":null,
            "from":{"name":"Sichuan","code":"CN-SC","geonamesId":null},
            "to":{"name":"Almaty","code":"KZ","geonamesId":1526384},
            "occurred":{"date":"2021-06","precision":"month"},"effective":{"date":"2021-07-01","precision":"day"},
            "quantities":[{"value":3,"unit":"t","of":"mining hardware"},{"value":3200,"unit":"machines","of":null}],
            "reports":[
              {"articleId":"art_01","url":"https://outlet.example/nova?a=1&b=2","outlet":"The Outlet","language":"en",
               "publishedAt":"2021-06-25T07:00:00Z",
               "evidence":[{"quote":"Nova Rigs will move all its machines before July.","start":0,"end":49}]},
              {"articleId":"art_02","url":"https://mining.example/诺瓦","outlet":"矿业观察","language":"zh-Hans",
               "publishedAt":"2021-06-25T07:30:00Z","evidence":[{"quote":"诺瓦将于七月前迁出全部矿机。","start":0,"end":14}]},
              {"articleId":"art_03","url":null,"outlet":null,"language":"en","publishedAt":null,"evidence":[]}],
            "reportCount":12,"independentSources":2,"firstReportedAt":"2021-06-25T07:00:00Z",
            "lastReportedAt":"2021-06-25T07:30:00Z"
            """;

    private static final String BAN = """
            {"id":"alr_01f900000000000000000000bb","version":3,"state":"standing","category":"mining_ban",
            "status":"in_force","confidence":0.88,"title":"四川要求虚拟货币挖矿项目全部关停",
            "actors":[{"name":"四川省发改委","kind":"authority","id":"sichuan-ndrc"}],
            "jurisdictions":["CN","CN-SC"],"place":{"name":"Sichuan","code":"CN-SC","geonamesId":null},"from":null,"to":null,
            "occurred":{"date":"2021-06-18","precision":"day"},"effective":null,"quantities":[],
            "reports":[{"articleId":"art_04","url":"https://news.example/sichuan","outlet":"每日新闻","language":"zh-Hans",
              "publishedAt":"2021-06-18T10:00:00Z","evidence":[{"quote":"各矿场须在周日前完成断电。","start":3,"end":16}]}],
            "reportCount":1,"independentSources":1,"firstReportedAt":"2021-06-18T10:00:00Z",
            "lastReportedAt":"2021-06-18T10:00:00Z","previousVersion":2,
            "changes":[{"field":"status","before":"proposed","after":"in_force"},
              {"field":"place","before":null,"after":{"name":"Sichuan","code":"CN-SC","geonamesId":null}},
              {"field":"jurisdictions","before":["CN"],"after":["CN","CN-SC"]},
              {"field":"occurred","before":{"date":"2021","precision":"year"},"after":{"date":"2021-06-18","precision":"day"}},
              {"field":"actors"}]}
            """;

    private Samples() {}

    static Sample named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("raised", new Sample("alert.raised", relocation(1, "", "\"previousVersion\":null,\"changes\":[]")));
        all.put("updated", new Sample("alert.updated", BAN));
        all.put(
                "corroborated",
                new Sample(
                        "alert.corroborated",
                        relocation(
                                2,
                                "",
                                "\"previousVersion\":1,"
                                        + "\"changes\":[{\"field\":\"independentSources\",\"before\":1,\"after\":2}]")));
        all.put(
                "merged",
                new Sample(
                        "alert.merged",
                        relocation(
                                        3,
                                        "\"mergedInto\":\"alr_01f900000000000000000000cc\",",
                                        "\"previousVersion\":2,\"changes\":[]")
                                .replace("\"standing\"", "\"merged\"")));
        all.put(
                "retracted",
                new Sample(
                        "alert.retracted",
                        relocation(
                                        4,
                                        "\"stateReason\":\"every report of it was withdrawn\",",
                                        "\"previousVersion\":3,\"changes\":[]")
                                .replace("\"standing\"", "\"retracted\"")));
        all.put("test", new Sample("subscription.test", "{\"message\":\"This is a test. Alerts come the same way.\"}"));
        all.put(
                "disabled",
                new Sample(
                        "endpoint.disabled",
                        "{\"subscriptionId\":\"sub_01f900000000000000000000dd\",\"name\":\"Desk\","
                                + "\"reason\":\"answered 410: the endpoint is gone\",\"failingSince\":\"2021-06-20T06:30:00Z\"}"));
        all.put("unknown", new Sample("something.new", "{\"a\":1}"));
        return all;
    }

    private static String relocation(int version, String state, String changes) {
        return "{" + String.format(RELOCATION, version, state).strip() + "," + changes + "}";
    }
}
