package dev.tocsin.alerting.content;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One chat service's way to write a message. */
interface ChatFormat {
    JsonNodeFactory JSON = JsonNodeFactory.instance;

    ObjectNode write(Story story);

    /** Whether the service takes it; how many bytes the whole may have is looked at elsewhere. */
    boolean fits(ObjectNode message);
}
