package dev.shipshape.cleanup.notices;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.shipshape.cleanup.channels.Channel;
import dev.shipshape.cleanup.channels.Channels;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.notices.Notice.Kind;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was sent, what fails, and trying a channel. */
@Controller
@RequestMapping("/cleanup/notices")
class NoticeController {

    private static final String BACK = "redirect:/cleanup/notices";

    private final NoticeRepository notices;

    private final Delivery delivery;

    private final Channels channels;

    private final NotifySettings settings;

    private final Clock clock;

    NoticeController(NoticeRepository notices, Delivery delivery, Channels channels, NotifySettings settings,
            Clock clock) {
        this.notices = notices;
        this.delivery = delivery;
        this.channels = channels;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        List<Notice> failing = this.notices.failing();
        Hours hours = this.settings.hours();
        model.addAttribute("channels", this.channels.all().stream().map((one) -> row(one, failing)).toList());
        model.addAttribute("pending", this.notices.pending());
        model.addAttribute("sent", this.notices.findTop50BySentAtNotNullOrderBySentAtDesc());
        model.addAttribute("digestAt", this.settings.digestAt());
        model.addAttribute("quiet", this.settings.quiet());
        model.addAttribute("days", this.settings.workingDays());
        model.addAttribute("zone", hours.zone().getId());
        return "cleanup/notices";
    }

    /** Sends one at once, in quiet time too, because a person wants it. */
    @PostMapping("/{id}/tries")
    String tryNow(@PathVariable String id, RedirectAttributes redirect) {
        Notice notice = this.notices.findById(id).orElseThrow(() -> new NotFound("notice", id));
        this.delivery.send(notice.getId(), true);
        redirect.addFlashAttribute("message", outcome(id));
        return BACK;
    }

    @PostMapping("/tests")
    String test(@RequestParam String channel, Authentication person, RedirectAttributes redirect) {
        String name = this.channels.find(channel).orElseThrow(() -> new NotFound("channel", channel)).name();
        Instant now = this.clock.instant();
        Notice notice = this.notices.save(Notice.of(Kind.TEST, person.getName(), name, now, now));
        this.delivery.send(notice.getId(), true);
        redirect.addFlashAttribute("message", outcome(notice.getId()));
        return BACK;
    }

    private String outcome(String id) {
        Notice notice = this.notices.findById(id).orElseThrow();
        if (notice.getSentAt() != null) {
            return "Sent by “" + notice.getChannel() + "”.";
        }
        return "Not sent by “" + notice.getChannel() + "”: "
                + ((notice.getError() != null) ? notice.getError() : "it is being sent already.");
    }

    private ChannelRow row(Channel channel, List<Notice> failing) {
        Instant sent = this.notices.findFirstByChannelAndSentAtNotNullOrderBySentAtDesc(channel.name())
            .map(Notice::getSentAt)
            .orElse(null);
        Notice failure = failing.stream()
            .filter((notice) -> notice.getChannel().equals(channel.name()))
            .findFirst()
            .orElse(null);
        Status status = (failure != null) ? Status.failed("Failing")
                : (sent != null) ? Status.running("Working") : Status.stopped("Not used yet");
        return new ChannelRow(channel.name(), channel.word(), channel.where(), status, sent,
                (failure != null) ? failure.getFailedAt() : null, (failure != null) ? failure.getError() : null);
    }

    /**
     * A channel as the page shows it.
     *
     * @param name its name
     * @param word what it is
     * @param where where it leads, without what is secret
     * @param status whether it works
     * @param sent when it delivered something last; null for never
     * @param failingSince since when it fails; null if it does not
     * @param why why it fails
     */
    record ChannelRow(String name, String word, String where, Status status, @Nullable Instant sent,
            @Nullable Instant failingSince, @Nullable String why) {
    }

}
