package dev.shipshape.cleanup.channels;

import java.time.LocalTime;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of all channels.
 *
 * @param zone the time zone of hours and days; null for the system's
 * @param digestAt when the daily digest is due
 * @param quiet the hours in which nobody is told, such as {@code 22:00-07:00}; empty for
 * none
 * @param workingDays the days on which people are told, such as {@code MON-FRI}
 * @param url the console's address, for links in notices; empty for none
 */
@ConfigurationProperties("shipshape.notify")
public record NotifySettings(@Nullable ZoneId zone, @DefaultValue("08:00") LocalTime digestAt,
        @DefaultValue("") String quiet, @DefaultValue("MON-FRI") String workingDays, @DefaultValue("") String url) {

    /** The hours in which people are told. */
    public Hours hours() {
        return Hours.of((this.zone != null) ? this.zone : ZoneId.systemDefault(), this.quiet, this.workingDays);
    }

}
