package dev.tocsin.classify.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.classify.category.Category;
import dev.tocsin.classify.category.Status;
import dev.tocsin.classify.category.Verdict;
import dev.tocsin.classify.entity.Actor;
import dev.tocsin.classify.entity.Annotator;
import dev.tocsin.classify.entity.Entry;
import dev.tocsin.classify.entity.Gazetteer;
import dev.tocsin.classify.entity.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a ban holds, and who decides on it, by one sentence and what stands before it. */
class BanRolesTest {

    private static final Gazetteer GAZETTEER = new Gazetteer();
    private static final Annotator ANNOTATOR = new Annotator(GAZETTEER);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Swedish regulators urge the EU to ban proof-of-work mining. | EU",
                "瑞典监管机构呼吁欧盟禁止工作量证明挖矿。 | EU",
                "Buncombe County bans new crypto mines for a year. | US-NC",
                "发改委要求关停虚拟货币挖矿项目。 | CN",
                "Hydro-Québec stops serving new crypto miners. | CA-QC"
            })
    void theBanHoldsWhereWhoDecidesHasASay(String sentence, String code) {
        List<Claim> claims = claims(sentence);

        assertThat(claims).extracting(claim -> code(claim.place())).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kazakhstan cuts off all miners, said energy minister Ada Lindqvist. | Ada Lindqvist",
                "Iran bans crypto mining, the utility Tavanir announced. | Tavanir",
                "The Plattsburgh city council banned new mines. | Plattsburgh council"
            })
    void whoSpeaksForThePlaceIsNamed(String sentence, String name) {
        List<Claim> claims = claims(sentence);

        assertThat(claims.get(0).actors())
                .extracting(Entry::actor)
                .filteredOn(actor -> actor != null)
                .extracting(Actor::name)
                .contains(name);
    }

    private static List<Claim> claims(String sentence) {
        SentenceInContext at = ArticleSentences.of(Articles.article("…", sentence, null), ANNOTATOR)
                .get(1);
        String tagged = at.sentence().tagged();
        int start = Math.max(
                0, tagged.replaceAll("(?s)(?:\\b(?:ban|cut|stop)|禁|关停).*", "").length());
        Verdict verdict = new Verdict(
                Category.MINING_BAN, Status.IN_FORCE, Verdict.Scope.EVENT, 0.9, "told", start, tagged.length());
        return new BanRoles(GAZETTEER, ANNOTATOR).read(verdict, at);
    }

    private static @Nullable String code(@Nullable Entry entry) {
        Place place = entry == null ? null : entry.place();
        return place == null ? null : place.code();
    }
}
