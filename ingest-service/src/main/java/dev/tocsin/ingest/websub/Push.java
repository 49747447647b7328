package dev.tocsin.ingest.websub;

import org.jspecify.annotations.Nullable;

/** What a hub sent, and proved to be its own. */
public record Push(
        String token,
        String hubUrl,
        String topic,
        String feedId,
        String feedUrl,
        @Nullable String feedTitle,
        @Nullable String contentType,
        byte[] body,
        TrustRepository.@Nullable Voucher voucher) {}
