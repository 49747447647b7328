package dev.tocsin.alerting.page;

import static dev.tocsin.alerting.report.Reports.aBan;
import static dev.tocsin.alerting.report.Reports.aMove;
import static dev.tocsin.alerting.report.Reports.aReport;
import static org.awaitility.Awaitility.await;

import dev.tocsin.alerting.Rest;
import dev.tocsin.alerting.Topic;
import dev.tocsin.alerting.report.Category;
import dev.tocsin.alerting.report.EventReported;
import dev.tocsin.alerting.report.EventReported.Actor.Kind;
import dev.tocsin.alerting.report.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Some days of news for the journeys to walk through. */
public final class Newsroom {
    public static final String BAN = "Sichuan orders hydropower plants to cut off bitcoin miners";
    public static final String MOVE = "Northline Mining ships 12,000 rigs from Xinjiang to Texas";

    private Newsroom() {}

    /** Told once; told again, it changes nothing. */
    public static synchronized void publish() {
        if (!Rest.alerts("q", "hydropower").getList("data").isEmpty()) {
            return;
        }
        try (Topic topic = new Topic()) {
            topic.report(aBan(BAN, "CN", "CN-SC")
                    .by("Sichuan Development and Reform Commission", Kind.AUTHORITY, "sichuan-drc")
                    .status(Status.ANNOUNCED)
                    .outlet("Energy Observer")
                    .quoting(
                            "ordered 26 hydropower plants to stop supplying electricity to bitcoin miners",
                            "Power must be cut by Sunday")
                    .confidence(0.97)
                    .published(daysAgo(2))
                    .build());
            // Else both may come in one batch, and be one version.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Rest.alerts("q", "hydropower").getList("data").size() == 1);
            topic.report(
                    aBan("四川要求水电站停止向比特币矿场供电", "CN", "CN-SC")
                            .chinese()
                            .by("Sichuan Development and Reform Commission", Kind.AUTHORITY, "sichuan-drc")
                            .status(Status.IN_FORCE)
                            .outlet("能源观察")
                            .quoting("要求二十六家水电站停止向比特币矿场供电")
                            .published(daysAgo(1))
                            .build(),
                    aMove(MOVE, "Northline Mining", "northline")
                            .from("Xinjiang", "CN-XJ")
                            .to("Texas", "US-TX")
                            .in("CN", "CN-XJ", "US", "US-TX")
                            .outlet("Hashrate Weekly")
                            .confidence(0.88)
                            .published(daysAgo(3))
                            .build(),
                    aReport(Category.NFT_LAUNCH, "敦煌文创发行飞天数字藏品")
                            .chinese()
                            .by("敦煌文创", Kind.INSTITUTION, null)
                            .in("CN", "CN-GS")
                            .status(Status.IN_FORCE)
                            .outlet("文博日报")
                            .confidence(0.91)
                            .published(daysAgo(6))
                            .build(),
                    aReport(Category.CITY_INVITATION, "Harbour City invites miners with cheap tidal power")
                            .by("Harbour City council", Kind.AUTHORITY, "harbour-city")
                            .at("Harbour City", "CA-NS", 77L)
                            .in("CA", "CA-NS")
                            .status(Status.PROPOSED)
                            .outlet("Tide Gazette")
                            .confidence(0.74)
                            .published(daysAgo(9))
                            .build());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Rest.alerts("q", "tidal").getList("data").size() == 1);
        }
    }

    /** One more, of its own place, so that nothing joins it to another. */
    public static EventReported aNewBan(String title, String place) {
        return aBan(title, place)
                .outlet("Late Edition")
                .published(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }

    private static String daysAgo(int days) {
        return Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofDays(days))
                .toString();
    }
}
