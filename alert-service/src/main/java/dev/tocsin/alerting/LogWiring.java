package dev.tocsin.alerting;

import dev.tocsin.alerting.log.LogKeys;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Gives machines the keys of a log line as fields ({@code mdc.alertId}), beside the ids of its trace, and its sentence as
 * the message. For people, where JSON is off, a line stays as it was written.
 */
@LoggingFilter(name = "tocsin-keys")
public final class LogWiring implements Filter {
    private final boolean json;

    public LogWiring(@ConfigProperty(name = "quarkus.log.console.json.enabled") boolean json) {
        this.json = json;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (json
                && line instanceof ExtLogRecord own
                && own.getFormatStyle() == FormatStyle.PRINTF
                && String.valueOf(own.getLoggerName()).startsWith("dev.tocsin.")) {
            LogKeys.of(own.getMessage(), own.getParameters()).ifPresent(said -> {
                said.keys().forEach(own::putMdc);
                own.setMessage(said.sentence(), FormatStyle.NO_FORMAT);
                own.setParameters(null);
            });
        }
        return true;
    }
}
