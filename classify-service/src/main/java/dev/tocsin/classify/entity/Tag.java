package dev.tocsin.classify.entity;

/**
 * What a name in a sentence stands for. In the tagged sentence that the rules read, every character of the name is
 * replaced by the tag's sign (from Unicode's private use area): "moves to Kazakhstan" reads "moves to PPPPPPPPPP", and
 * offsets stay.
 */
public enum Tag {
    PLACE('\ue000'),
    COMPANY('\ue001'),
    AUTHORITY('\ue002'),
    OFFICIAL('\ue003');

    private final char sign;

    Tag(char sign) {
        this.sign = sign;
    }

    public char sign() {
        return sign;
    }
}
