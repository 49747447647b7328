package dev.tocsin.ingest.date;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The zone of a date as publishers write it: an offset, RFC 822's names and others, or a region of the tz database. */
final class DateZone {
    static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("AKST", "-09:00"),
            Map.entry("AKDT", "-08:00"),
            Map.entry("HST", "-10:00"),
            Map.entry("AST", "-04:00"),
            Map.entry("ADT", "-03:00"),
            Map.entry("NST", "-03:30"),
            Map.entry("NDT", "-02:30"),
            Map.entry("BRT", "-03:00"),
            Map.entry("ART", "-03:00"),
            Map.entry("WET", "Z"),
            Map.entry("WEST", "+01:00"),
            Map.entry("BST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("MET", "+01:00"),
            Map.entry("MEZ", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("MEST", "+02:00"),
            Map.entry("MESZ", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("SAST", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"),
            Map.entry("TRT", "+03:00"),
            Map.entry("MSD", "+04:00"),
            Map.entry("GST", "+04:00"),
            Map.entry("PKT", "+05:00"),
            Map.entry("ALMT", "+06:00"),
            Map.entry("IST", "+05:30"),
            Map.entry("ICT", "+07:00"),
            Map.entry("WIB", "+07:00"),
            Map.entry("HKT", "+08:00"),
            Map.entry("SGT", "+08:00"),
            Map.entry("MYT", "+08:00"),
            Map.entry("PHT", "+08:00"),
            Map.entry("AWST", "+08:00"),
            Map.entry("JST", "+09:00"),
            Map.entry("KST", "+09:00"),
            Map.entry("AEST", "+10:00"),
            Map.entry("AEDT", "+11:00"),
            Map.entry("NZST", "+12:00"),
            Map.entry("NZDT", "+13:00"));
    /** Names that mean standard time in one half of the year and summer time in the other. */
    private static final Map<String, ZoneId> REGIONS = Map.of(
            "ET", ZoneId.of("America/New_York"),
            "CT", ZoneId.of("America/Chicago"),
            "MT", ZoneId.of("America/Denver"),
            "PT", ZoneId.of("America/Los_Angeles"));

    private DateZone() {}

    /**
     * @param unsaid what a date without a zone is in, and what CST is where that is China
     * @throws DateTimeException for an offset that no place has
     */
    static ZoneId read(@Nullable String written, ZoneOffset unsaid) {
        if (written == null || written.isBlank()) {
            return unsaid;
        }
        String zone = written.strip().toUpperCase(Locale.ROOT).replaceFirst("^(GMT|UTC|UT|Z)\\s*(?=[+-])", "");
        if (zone.startsWith("+") || zone.startsWith("-")) {
            return offset(zone);
        }
        if (zone.equals("CST") && unsaid.equals(CHINA)) {
            return CHINA;
        }
        if (zone.indexOf('/') > 0) {
            return region(written.strip());
        }
        ZoneId halfYearly = REGIONS.get(zone);
        // RFC 2822, section 4.3: an unknown zone says nothing, so it is read as UTC. Its military letters were
        // specified the wrong way round and are no better.
        return halfYearly != null ? halfYearly : ZoneOffset.of(NAMES.getOrDefault(zone, "Z"));
    }

    private static ZoneOffset offset(String zone) {
        String digits = zone.substring(1).replace(":", "").strip();
        int hours = Integer.parseInt(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
        int minutes = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
        int sign = zone.startsWith("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }

    private static ZoneId region(String name) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(ZoneId::of)
                .orElseThrow(() -> new DateTimeException("no region " + name));
    }
}
