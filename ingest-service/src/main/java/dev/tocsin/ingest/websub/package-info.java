/** Hubs that announce a feed's news (WebSub): found, subscribed to, listened to, and judged by who was first. */
@NullMarked
package dev.tocsin.ingest.websub;

import org.jspecify.annotations.NullMarked;
