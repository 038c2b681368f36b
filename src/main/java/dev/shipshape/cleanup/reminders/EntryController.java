package dev.shipshape.cleanup.reminders;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.cleanup.channels.Hours;
import dev.shipshape.cleanup.channels.NotifySettings;
import dev.shipshape.cleanup.reminders.Expiries.Done;
import dev.shipshape.web.FormProblems;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Extending and keeping what stands in the ledger. */
@Controller
@RequestMapping("/cleanup/entries")
class EntryController {

    private static final Map<String, Duration> STEPS = Map.of("PT1H", Duration.ofHours(1), "P1D", Duration.ofDays(1),
            "P7D", Duration.ofDays(7));

    private static final String BACK = "redirect:/cleanup";

    private static final String FORM = "cleanup/keep";

    private final Expiries expiries;

    private final Hours hours;

    private final Clock clock;

    private final Formats formats = new Formats();

    EntryController(Expiries expiries, NotifySettings settings, Clock clock) {
        this.expiries = expiries;
        this.hours = settings.hours();
        this.clock = clock;
    }

    @PostMapping("/{id}/extensions")
    String extend(@PathVariable String id, @RequestParam String by, RedirectAttributes redirect) {
        return extend(List.of(id), by, redirect);
    }

    @PostMapping("/extensions")
    String extendMany(@RequestParam(defaultValue = "") List<String> chosen, @RequestParam String by,
            RedirectAttributes redirect) {
        return extend(chosen, by, redirect);
    }

    private String extend(List<String> ids, String by, RedirectAttributes redirect) {
        Duration step = STEPS.get(by);
        if (step == null) {
            throw new Problem(HttpStatus.BAD_REQUEST, "“" + by + "” is no time to extend by.",
                    "Extend by an hour (PT1H), a day (P1D) or a week (P7D).");
        }
        Done done = this.expiries.extend(ids, step);
        LedgerEntry first = done.entries().get(0);
        Instant expires = first.getExpiresAt();
        String what = (done.entries().size() == 1 && expires != null)
                ? first.resource().name() + " expires " + this.hours.words(expires) + " now."
                : this.formats.count(done.entries().size(), "resource") + " extended.";
        redirect.addFlashAttribute("message", what + done.more());
        return BACK;
    }

    @GetMapping("/{id}/keepings/new")
    String keep(@PathVariable String id, Model model) {
        model.addAttribute("form", new KeepForm("", today().plusDays(7).toString()));
        show(id, model);
        return FORM;
    }

    @PostMapping("/{id}/keepings")
    String keep(@PathVariable String id, @Valid @ModelAttribute("form") KeepForm form, BindingResult result,
            Model model, HttpServletResponse response, RedirectAttributes redirect) {
        show(id, model);
        try {
            Instant until = until(form.until());
            if (result.hasErrors()) {
                return FormProblems.again(response, FORM);
            }
            Done done = this.expiries.keep(id, String.valueOf(form.reason()).strip(), until);
            redirect.addFlashAttribute("message", done.entries().get(0).resource().name() + " is kept until "
                    + this.hours.words(until) + "." + done.more());
            return BACK;
        }
        catch (Problem problem) {
            return FormProblems.show(problem, result, response, FORM);
        }
    }

    @PostMapping("/{id}/keepings/endings")
    String endKeeping(@PathVariable String id, RedirectAttributes redirect) {
        Done done = this.expiries.endKeeping(id);
        redirect.addFlashAttribute("message",
                done.entries().get(0).resource().name() + " is no longer kept and awaits clean-up.");
        return BACK;
    }

    private void show(String id, Model model) {
        model.addAttribute("entry", Countdown.of(this.expiries.entry(id), this.clock.instant()));
        model.addAttribute("earliest", today().plusDays(1));
        model.addAttribute("latest", today().plusYears(1));
        model.addAttribute("zone", this.hours.zone().getId());
    }

    private Instant until(@Nullable String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(String.valueOf(text).strip());
        }
        catch (DateTimeException ex) {
            throw Problem.ofField("until", "Give the last day, such as " + today().plusDays(7) + ".");
        }
        if (!day.isAfter(today())) {
            throw Problem.ofField("until", "Choose a day after today.");
        }
        if (day.isAfter(today().plusYears(1))) {
            throw Problem.ofField("until", "Keep it for a year at most; it can be kept again then.");
        }
        return day.plusDays(1).atStartOfDay(this.hours.zone()).toInstant();
    }

    private LocalDate today() {
        ZoneId zone = this.hours.zone();
        return LocalDate.ofInstant(this.clock.instant(), zone);
    }

    record KeepForm(@NotBlank(message = "Say why it is kept.") @Size(max = 1000,
            message = "Say it in 1000 characters.") @Nullable String reason, @Nullable String until) {
    }

}
