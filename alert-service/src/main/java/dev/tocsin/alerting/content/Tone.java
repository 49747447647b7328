package dev.tocsin.alerting.content;

import java.util.Locale;

/** What colour a message has where a service shows one. */
enum Tone {
    MINING_BAN(0xD64545, "red", "warning", "Attention"),
    RELOCATION(0x2F6FDE, "blue", "info", "Accent"),
    NFT_LAUNCH(0x8A4FD3, "purple", "info", "Accent"),
    CITY_INVITATION(0x2E9E5B, "green", "info", "Good"),
    WITHDRAWN(0x8C8C8C, "grey", "comment", "Default"),
    OPERATIONS(0xE08A1E, "orange", "warning", "Warning"),
    PLAIN(0x5B7083, "wathet", "info", "Default");

    /** 0xRRGGBB. */
    final int rgb;
    /** Feishu's name of a card header's template. */
    final String template;
    /** One of the three colours that WeCom knows. */
    final String font;
    /** Adaptive Cards' name of a text colour. */
    final String accent;

    Tone(int rgb, String template, String font, String accent) {
        this.rgb = rgb;
        this.template = template;
        this.font = font;
        this.accent = accent;
    }

    static Tone ofCategory(String wireName) {
        return switch (wireName) {
            case "mining_ban", "relocation", "nft_launch", "city_invitation" ->
                valueOf(wireName.toUpperCase(Locale.ROOT));
            default -> PLAIN;
        };
    }
}
