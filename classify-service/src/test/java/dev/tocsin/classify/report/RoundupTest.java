package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.EventDate;
import dev.tocsin.classify.entity.Place;
import dev.tocsin.classify.entity.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The real round-up that the product was conceived from, where it is to be had: its six events, and none of its traps. */
class RoundupTest {

    private static final Path ROUNDUP =
            Path.of(System.getProperty("tocsin.shared.data", "."), "roundup-2021-06-25.xml");

    @Test
    void theRoundupTellsExactlyItsSixEvents() throws IOException {
        List<EventReport> reports = reports();

        assertThat(reports)
                .extracting(EventReport::category)
                .containsExactlyInAnyOrder(
                        Category.MINING_BAN,
                        Category.RELOCATION,
                        Category.RELOCATION,
                        Category.RELOCATION,
                        Category.CITY_INVITATION,
                        Category.NFT_LAUNCH);
        assertThat(reports).extracting(EventReport::reportId).doesNotHaveDuplicates();
    }

    @Test
    void chinaChokesPowerToMiners() throws IOException {
        EventReport ban = only(reports(), Category.MINING_BAN, "cn-authorities");

        assertThat(ban.status()).isEqualTo(Status.IN_FORCE);
        assertThat(ban.actors()).extracting(Actor::name).containsExactly("Chinese authorities");
        assertThat(ban.jurisdictions()).containsExactly("CN");
    }

    @Test
    void canaanGoesToKazakhstan() throws IOException {
        EventReport canaan = only(reports(), Category.RELOCATION, "canaan");

        assertThat(canaan.status()).isEqualTo(Status.ANNOUNCED);
        assertThat(code(canaan.from())).isEqualTo("CN");
        assertThat(code(canaan.to())).isEqualTo("KZ");
        assertThat(canaan.occurred()).isEqualTo(EventDate.month(LocalDate.of(2021, 6, 1)));
    }

    @Test
    void anUnnamedFirmShipsThreeTonnesToMaryland() throws IOException {
        EventReport firm = only(reports(), Category.RELOCATION, null);

        assertThat(firm.status()).isEqualTo(Status.IN_FORCE);
        assertThat(firm.actors()).containsExactly(new Actor("a logistics firm", Actor.Kind.COMPANY, null));
        assertThat(code(firm.from())).isEqualTo("CN-GD");
        assertThat(code(firm.to())).isEqualTo("US-MD");
        assertThat(firm.quantities())
                .extracting(Quantity::toString)
                .containsExactly(
                        "Quantity[value=3, unit=t, of=mining hardware]",
                        "Quantity[value=9.37, unit=USD, of=per kilogram]");
    }

    @Test
    void bitmainLeavesForAnUnnamedPlaceAndItsSalesStopIsNoEvent() throws IOException {
        EventReport bitmain = only(reports(), Category.RELOCATION, "bitmain");

        assertThat(bitmain.status()).isEqualTo(Status.ANNOUNCED);
        assertThat(code(bitmain.from())).isEqualTo("CN");
        assertThat(bitmain.to()).isNull();
    }

    @Test
    void miamisMayorInvites() throws IOException {
        EventReport miami = only(reports(), Category.CITY_INVITATION, "francis-suarez");

        assertThat(miami.place()).isEqualTo(new Place("Miami", "US-FL", 4164138));
        assertThat(miami.jurisdictions()).containsExactly("US-FL");
        assertThat(miami.occurred()).isEqualTo(EventDate.day(LocalDate.of(2021, 6, 18)));
    }

    @Test
    void alipaysLeadAndItsSectionAreOneLaunch() throws IOException {
        EventReport launch = only(reports(), Category.NFT_LAUNCH, "alipay");

        assertThat(launch.status()).isEqualTo(Status.IN_FORCE);
        assertThat(launch.actors()).extracting(Actor::id).contains("alipay", "dunhuang-academy");
        assertThat(launch.quantities())
                .extracting(quantity -> quantity.value().intValue())
                .containsExactly(8000, 16000);
    }

    private static @Nullable String code(@Nullable Place place) {
        return place == null ? null : place.code();
    }

    private static EventReport only(List<EventReport> reports, Category category, @Nullable String actor) {
        List<EventReport> found = reports.stream()
                .filter(report -> report.category() == category)
                .filter(report ->
                        java.util.Objects.equals(report.actors().get(0).id(), actor))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<EventReport> reports() throws IOException {
        assumeTrue(Files.isReadable(ROUNDUP), "The real round-up is not here: " + ROUNDUP);
        String feed = Files.readString(ROUNDUP);
        String item = feed.substring(feed.indexOf("<item>"));
        String title = item.substring(item.indexOf("<title>") + 7, item.indexOf("</title>"));
        String html = item.substring(item.indexOf("<![CDATA[") + 9, item.indexOf("]]>"));
        String text = html.replace("<h2>", "\n\n## ")
                .replaceAll("</?p>|</h2>", "\n\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
        return Articles.reports(Articles.article(title, text, Articles.PUBLISHED));
    }
}
