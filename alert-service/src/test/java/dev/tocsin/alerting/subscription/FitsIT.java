package dev.tocsin.alerting.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alerting.BackingResource;
import dev.tocsin.alerting.Rows;
import dev.tocsin.alerting.delivery.Asleep;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one definition of whether a subscription wants an alert, where it says more than that two lists share something. */
@QuarkusTest
@TestProfile(Asleep.class)
@QuarkusTestResource(BackingResource.class)
class FitsIT {

    private static final String FITS = """
            select alerts.fits(
                jsonb_populate_record(null::alerts.subscription, jsonb_build_object(
                    'categories', '{}'::text[], 'statuses', '{}'::text[], 'actor_keys', '{}'::text[],
                    'languages', '{}'::text[], 'min_confidence', 0,
                    'jurisdiction_keys', alerts.jurisdiction_keys(string_to_array(?, ',')),
                    'word_patterns', alerts.word_patterns(string_to_array(?, ',')))),
                ?, 'announced', 0.9, alerts.places(string_to_array(?, ','), ?), '{}', '{}', alerts.words(?))
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ban              | Kosovo to ban mining                 | true",
                "ban              | A bank in Kosovo                     | false",
                "ban              | urban mining                         | false",
                "ban              | the mining-ban, explained            | true",
                "ban              | ban                                  | true",
                "hash rate        | falling hash  rate                   | true",
                "hash rate        | falling hash-rate                    | true",
                "hash rate        | rate of hash                         | false",
                "nothing,hash     | falling hash rate                    | true",
                "挖矿             | 四川全面清退比特币挖矿项目             | true",
                "挖礦             | 四川全面清退比特币挖矿项目             | false",
                "usdt             | 用usdt支付电费                        | true",
                "s9矿机           | 出售S9 矿机                           | false",
                "s9 矿机          | 出售s9矿机                            | true",
                "energía          | ministerio de energía: cierre         | true",
                "energía          | energías                              | false",
                "100%             | 100% of the miners                    | true",
                "100%             | 1000 miners                           | false",
                "a_b              | axb                                   | false",
            })
    void wordsStandWholeWhereTheScriptHasBlanksAndAnywhereWhereItHasNone(String words, String text, boolean expected)
            throws Exception {
        assertThat(fits("", words, "mining_ban", "CN", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN        | mining_ban      | CN,CN-SC    | true",
                "CN        | nft_launch      | CN,CN-SC    | true",
                "CN-SC     | mining_ban      | CN,CN-SC    | true",
                "CN-SC     | mining_ban      | CN          | true",
                "CN-SC     | city_invitation | CN          | true",
                "CN-SC     | relocation      | CN          | false",
                "CN-SC     | nft_launch      | CN          | false",
                "CN-SC     | mining_ban      | CN,CN-XJ    | false",
                "CN-SC     | mining_ban      | CN,CN-XJ,KZ | false",
                "KZ-ALA    | mining_ban      | CN,CN-XJ,KZ | true",
                "US-FL     | mining_ban      | CN          | false",
                "US-FL,CN  | mining_ban      | CN,CN-XJ    | true",
            })
    void whatACountryForbidsOrOffersConcernsItsPartsAndWhatHappensSomewhereInItDoesNot(
            String subscribed, String category, String places, boolean expected) throws Exception {
        assertThat(fits(subscribed, "", category, places, "")).isEqualTo(expected);
    }

    @Test
    void plannerPutsTheDefinitionInPlaceOfTheCall() throws Exception {
        List<String> plan = Rows.query("""
                explain (verbose) select s.id from alerts.alert a join alerts.subscription s
                on alerts.fits(s, a.category, a.status, a.confidence, a.jurisdictions_wide, a.actor_ids, a.languages, a.title)
                """);

        assertThat(String.join("\n", plan)).contains("word_patterns").doesNotContain("fits");
    }

    private static boolean fits(String jurisdictions, String words, String category, String places, String text)
            throws Exception {
        try (Connection connection = Rows.database();
                PreparedStatement query = connection.prepareStatement(FITS)) {
            String[] parameters = {jurisdictions, words, category, places, category, text};
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
