package dev.tocsin.alerting.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The four kinds of event; on the wire and in the database by {@link #wireName()}. */
public enum Category {
    @JsonProperty("mining_ban")
    MINING_BAN("mining_ban"),
    @JsonProperty("relocation")
    RELOCATION("relocation"),
    @JsonProperty("nft_launch")
    NFT_LAUNCH("nft_launch"),
    @JsonProperty("city_invitation")
    CITY_INVITATION("city_invitation");

    private final String wireName;

    Category(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
