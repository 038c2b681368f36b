package dev.shipshape.cleanup.reminders;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When things expire and when it is told.
 *
 * @param expiresAfter how long what is made may stand; 0 for ever
 * @param noticeBefore how long before its expiry a resource's owner is told
 * @param announceAtLeast how long before its automatic removal a notice must have been
 * delivered
 */
@ConfigurationProperties("shipshape.cleanup")
public record ReminderSettings(@DefaultValue("24h") Duration expiresAfter, @DefaultValue( {
        "24h", "1h" }) List<Duration> noticeBefore, @DefaultValue("1h") Duration announceAtLeast){

    public ReminderSettings {
        noticeBefore = noticeBefore.stream().sorted(Comparator.naturalOrder()).toList();
    }

}
